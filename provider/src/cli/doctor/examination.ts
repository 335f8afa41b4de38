import { connect } from "../../deployment/connect";
import type { Deployment } from "../../deployment/deployment";
import { readConnection, type Connection, type ConnectionOptions } from "../connection";
import { declaredStacks } from "../declaredStack";
import type { Say } from "../progress";
import type { Check, DeploymentContext, MachineContext } from "./check";
import { deploymentChecks, machineChecks, networkChecks, sessionChecks } from "./checks";
import type { Result } from "./result";
import { runCheck } from "./runCheck";
import { reachingCheck } from "./session/reaching";

/** All results of doctor. This is the JSON document of `pulumi-lync doctor`. */
export interface Examination {
  /** The version of this document's form. */
  version: 1;
  /** When the examination ended, in ISO 8601 and UTC. */
  examinedAt: string;
  /** The deployment's name; null if it is unknown which deployment is meant. */
  deployment: string | null;
  stacks: readonly string[];
  results: Result[];
}

/** Examines this machine, the deployment, and what both need on the network. Changes nothing. */
export async function examine(options: ConnectionOptions, say: Say): Promise<Examination> {
  const context: MachineContext = { folder: options.cwd, say };
  const results = await runAll(machineChecks, context);
  let opened: Opened | undefined;
  results.push(
    ...(await runCheck(
      configurationCheck(options, (open) => (opened = open)),
      context,
    )),
  );
  try {
    if (opened !== undefined) results.push(...(await examineDeployment(opened, context)));
  } finally {
    await opened?.deployment.close();
  }
  return {
    version: 1,
    examinedAt: new Date().toISOString(),
    deployment: opened?.deployment.name ?? null,
    stacks: options.stack,
    results,
  };
}

/** The deployment that is examined, and the connection to it. */
interface Opened extends Connection {
  deployment: Deployment;
}

/** Reads which deployment is meant, and passes it to `handOn`. It runs no cmdlet yet. */
function configurationCheck(options: ConnectionOptions, handOn: (opened: Opened) => void): Check<MachineContext> {
  const { stack, simulator } = options;
  const source = simulator === undefined ? "this machine's module, because no stack was named" : `the topology file "${simulator}"`;
  return {
    name: "Configuration",
    asked:
      stack.length === 0
        ? `How to reach the deployment: through ${source}.`
        : stack.map((name) => `pulumi config --stack ${name}`).join(", "),
    run: async () => {
      const connection = await readConnection(options);
      handOn({ ...connection, deployment: connect(connection.config) });
      return [];
    },
  };
}

async function examineDeployment({ config, stacks, workspace, deployment }: Opened, context: MachineContext): Promise<Result[]> {
  const whole: DeploymentContext = { ...context, config, deployment, stacks: [] };
  const stateCheck: Check<MachineContext> = {
    name: "Stacks",
    asked: stacks.map((name) => `pulumi stack export --stack ${name}`).join(", "),
    run: async () => {
      whole.stacks = await declaredStacks(workspace, stacks);
      return [];
    },
  };
  const results = [...(await runCheck(stateCheck, context)), ...(await runAll([reachingCheck], whole))];
  // If the deployment cannot be reached, no further check runs. Each would wait for the same
  // session and fail the same way.
  if (results.some(({ check, status }) => check === reachingCheck.name && status !== "fine")) return results;
  for (const checks of [sessionChecks, deploymentChecks, networkChecks]) results.push(...(await runAll(checks, whole)));
  return results;
}

async function runAll<C extends MachineContext>(checks: readonly Check<C>[], context: C): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) {
    context.say(`Checking: ${check.name}.`);
    results.push(...(await runCheck(check, context)));
  }
  return results;
}
