import { exitCodeOf, runCommand } from "./command.mjs";
import { npm } from "./npm.mjs";
import { runQuietly } from "./processes.mjs";

await runCommand(runScripts);

/** Runs npm scripts at the same time, since most of them use one core. Each one's report is printed whole, once it has ended. */
async function runScripts() {
  const codes = await Promise.all(process.argv.slice(2).map(runScript));
  return Math.max(...codes);
}

/** @param {string} script */
async function runScript(script) {
  const end = await runQuietly(npm("run", script));
  console.log(`${end.stdout}${end.stderr}`.trim());
  return exitCodeOf(end);
}
