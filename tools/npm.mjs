/**
 * How to run npm: the one that started this process, else the one on PATH.
 * @param {string[]} args
 * @returns {string[]}
 */
export function npm(...args) {
  const script = process.env["npm_execpath"];
  // Yarn and pnpm set the variable to themselves.
  if (script && /npm-cli\.[cm]?js$/.test(script)) return [process.execPath, script, ...args];
  return ["npm", ...args];
}
