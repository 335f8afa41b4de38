import { exitCodeOf, runCommand } from "./command.mjs";
import { npm } from "./npm.mjs";
import { runQuietly } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

await runCommand(runScripts);

/**
 * Runs npm scripts at the same time, because most of them use one core. The whole output of each is
 * printed when it has ended.
 */
async function runScripts() {
  const names = process.argv.slice(2);
  const codes = await withProgress(`Running ${names.join(", ")} at the same time.`, () => Promise.all(names.map(runScript)));
  return Math.max(...codes);
}

/** @param {string} script */
async function runScript(script) {
  const end = await runQuietly(npm("run", script));
  console.log(`${end.stdout}${end.stderr}`.trim());
  return exitCodeOf(end);
}
