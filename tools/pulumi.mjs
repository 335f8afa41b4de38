import { exitCodeOf, runCommand } from "./command.mjs";
import { chosenEnvironment } from "./environment.mjs";
import { runInForeground } from "./processes.mjs";
import { say } from "./progress.mjs";
import { ensureReady } from "./setup.mjs";
import { hintWithoutStack } from "./stackHint.mjs";
import { hintWhereLocked } from "./stackLocks.mjs";

await runCommand(pulumi);

/** npm run pulumi -- <arguments>: runs the Pulumi CLI in the environment that npm start uses. */
async function pulumi() {
  const { root, pulumi } = await ensureReady();
  const args = process.argv.slice(2);
  if (args.includes("--secret") && !process.env["LYNC_BACKEND_URL"]) {
    say("warning: a simulated stack's passphrase is public, so this value is not kept secret. See LYNC_BACKEND_URL in docs/checkout.md.");
  }
  const code = exitCodeOf(await runInForeground([pulumi, ...args], { cwd: root, env: chosenEnvironment({ pulumi, root }) }));
  const hint = code === 0 ? undefined : (hintWithoutStack({ root }) ?? hintWhereLocked({ root }));
  if (hint) say(hint);
  return code;
}
