/**
 * The command that runs npm: the npm that started this process, otherwise the one on PATH.
 * @param {string[]} args
 * @returns {string[]}
 */
export function npm(...args) {
  const script = process.env["npm_execpath"];
  // Yarn and pnpm set the variable to their own scripts.
  if (script && /npm-cli\.[cm]?js$/.test(script)) return [process.execPath, script, ...args];
  return ["npm", ...args];
}
