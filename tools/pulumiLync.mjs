import { join } from "node:path";
import { exitCodeOf, runCommand } from "./command.mjs";
import { chosenEnvironment } from "./environment.mjs";
import { runInForeground } from "./processes.mjs";
import { say } from "./progress.mjs";
import { ensureReady } from "./setup.mjs";
import { hintWithoutDeployment, hintWithoutStack } from "./stackHint.mjs";
import { hintWhereLocked } from "./stackLocks.mjs";

await runCommand(pulumiLync);

/**
 * npm run plan, npm run rollout and others: runs the command pulumi-lync in the environment of
 * npm run pulumi.
 */
async function pulumiLync() {
  const { root, pulumi } = await ensureReady();
  const args = process.argv.slice(2);
  // This checkout's own backend has no stacks until these commands create them.
  if (args[0] === "rollout" && !process.env["LYNC_BACKEND_URL"]) args.push("--create");
  const command = [process.execPath, join(root, "provider", "bin", "pulumi-lync"), ...args];
  const code = exitCodeOf(await runInForeground(command, { cwd: root, env: chosenEnvironment({ pulumi, root }) }));
  const hint =
    code === 0
      ? undefined
      : (hintWithoutStack({ root }) ?? hintWhereLocked({ root }) ?? hintWithoutDeployment({ args: process.argv.slice(2) }));
  if (hint) say(hint);
  return code;
}
