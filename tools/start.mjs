import { join } from "node:path";
import { exitCodeOf, runCommand } from "./command.mjs";
import { simulatedEnvironment } from "./environment.mjs";
import { withLock } from "./lock.mjs";
import { stateFolder } from "./paths.mjs";
import { runInForeground } from "./processes.mjs";
import { ensureReady } from "./setup.mjs";

const STACK = "dev";
const STEPS = [
  ["stack", "select", "--create", STACK],
  ["up", "--yes", "--stack", STACK],
];

await runCommand(start);

/**
 * npm start: everything from a fresh checkout to a simulated deployment that is as the program declares it.
 * @returns {Promise<number>}
 */
async function start() {
  const { root, pulumi } = await ensureReady();
  // Pulumi refuses the second of two that create a stack, or update it, at once.
  const lock = join(stateFolder(root), "start.lock");
  return withLock(lock, { what: `bringing the stack ${STACK} up to date` }, async ({ alsoHeldBy }) => {
    const options = { cwd: root, env: simulatedEnvironment({ pulumi, state: stateFolder(root) }), onStart: alsoHeldBy };
    for (const step of STEPS) {
      const end = await runInForeground([pulumi, ...step], options);
      if (exitCodeOf(end) !== 0) return exitCodeOf(end);
    }
    // It imports the built package, which a fresh checkout lacks until now.
    const { printVerification } = await import("./verification.mjs");
    await printVerification({ root });
    console.log(nextSteps());
    return 0;
  });
}

function nextSteps() {
  return `
What to try next:
  npm start                              again: nothing changes
  npm run pulumi -- preview --diff       what the program would change
  npm run pulumi -- destroy --yes        puts back what was there before

  Change a value by hand in examples/contoso/contoso.state.json, the simulated deployment, as an administrator might
  on a server: "npm run pulumi -- preview --diff" shows the drift, and "npm run pulumi -- up --yes" mends it.`;
}
