import { join } from "node:path";
import { SetupError, exitCodeOf, runCommand } from "./command.mjs";
import { simulatedEnvironment } from "./environment.mjs";
import { withLock } from "./lock.mjs";
import { stateFolder } from "./paths.mjs";
import { runInForeground } from "./processes.mjs";
import { say } from "./progress.mjs";
import { ensureReady } from "./setup.mjs";
import { readLyncConfiguration } from "./stackConfiguration.mjs";
import { cancelLeftBehind, hintWhereLocked } from "./stackLocks.mjs";

const STACK = "dev";

const NO_SIMULATOR =
  `Starting the simulated deployment: Pulumi.${STACK}.yaml has no lync:simulator, and npm start changes the deployment without a prompt. ` +
  `Set one (npm run pulumi -- config set lync:simulator examples/contoso/contoso.json --stack ${STACK}), or run npm run pulumi -- up yourself.`;

await runCommand(start);

/**
 * npm start: does everything from a fresh checkout to a simulated deployment that is as the program
 * declares.
 * @returns {Promise<number>}
 */
async function start() {
  const { root, pulumi } = await ensureReady();
  // If two processes create or update a stack, Pulumi fails the second one at once.
  const lock = join(stateFolder(root), "start.lock");
  return withLock(lock, { what: `bringing the stack ${STACK} up to date` }, async ({ alsoHeldBy }) => {
    const options = { cwd: root, env: simulatedEnvironment({ pulumi, state: stateFolder(root) }), onStart: alsoHeldBy };
    const selected = await runInForeground([pulumi, "stack", "select", "--create", STACK], options);
    if (exitCodeOf(selected) !== 0) return exitCodeOf(selected);
    const config = await readLyncConfiguration({ pulumi, stack: STACK }, options);
    const simulator = config.get("simulator");
    // The update runs without a prompt, so it must not change a real deployment.
    if (!simulator) throw new SetupError(NO_SIMULATOR);
    await cancelLeftBehind({ pulumi, root, stack: STACK }, options);
    const updated = await runInForeground([pulumi, "up", "--yes", "--stack", STACK], options);
    if (exitCodeOf(updated) !== 0) {
      const hint = hintWhereLocked({ root, env: {} });
      if (hint) say(hint);
      return exitCodeOf(updated);
    }
    // The procedure's verification, in a new session.
    const report = [process.execPath, join(root, "provider", "bin", "pulumi-lync"), "report", "--stack", STACK];
    const verified = exitCodeOf(await runInForeground(report, options));
    if (verified === 0) console.log(nextSteps(simulator));
    return verified;
  });
}

/** @param {string} simulator the topology file, relative to the checkout */
function nextSteps(simulator) {
  const state = `${simulator.replace(/\.json$/i, "")}.state.json`;
  return `
What to try next:
  npm start                              again: nothing changes
  npm run pulumi -- preview --diff       what the program would change
  npm run pulumi -- destroy --yes        restores what was there before
  npm run report -- --stack dev          each pool's sign-in methods, as in the table above
  npm run doctor -- --stack dev          whether this machine and the deployment are ready

  Change a value by hand in ${state}, the simulated deployment, as an administrator might
  on a server. "npm run pulumi -- preview --diff" shows the drift, and "npm run pulumi -- up --yes" corrects it.`;
}
