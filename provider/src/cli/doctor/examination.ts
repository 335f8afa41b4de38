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

/** All that doctor found. The JSON document of `pulumi-lync doctor` is this. */
export interface Examination {
  /** Of the form of this document. */
  version: 1;
  /** When it was examined, in ISO 8601 and UTC. */
  examinedAt: string;
  /** The deployment's name; null where it could not be told which it is. */
  deployment: string | null;
  stacks: readonly string[];
  results: Result[];
}

/** Examines this machine, the deployment, and what both need on the network. Nothing is changed. */
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

/** Which deployment is examined, and what reaches it. */
interface Opened extends Connection {
  deployment: Deployment;
}

/** Reads which deployment is meant, and hands it on. Nothing is asked of it yet. */
function configurationCheck(options: ConnectionOptions, handOn: (opened: Opened) => void): Check<MachineContext> {
  const { stack, simulator } = options;
  const source = simulator === undefined ? "this machine's module, with no stack" : `the topology file "${simulator}"`;
  return {
    name: "Configuration",
    asked:
      stack.length === 0 ? `How the deployment is reached: by ${source}.` : stack.map((name) => `pulumi config --stack ${name}.`).join(" "),
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
    asked: stacks.map((name) => `pulumi stack export --stack ${name}.`).join(" "),
    run: async () => {
      whole.stacks = await declaredStacks(workspace, stacks);
      return [];
    },
  };
  const results = [...(await runCheck(stateCheck, context)), ...(await runAll([reachingCheck], whole))];
  // Of a deployment that cannot be reached nothing more is asked: each question would wait for the
  // same session, and fail as it did.
  if (results.some(({ check, status }) => check === reachingCheck.name && status !== "fine")) return results;
  for (const checks of [sessionChecks, deploymentChecks, networkChecks]) results.push(...(await runAll(checks, whole)));
  return results;
}

async function runAll<C extends MachineContext>(checks: readonly Check<C>[], context: C): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) {
    context.say(`Looking at: ${check.name}.`);
    results.push(...(await runCheck(check, context)));
  }
  return results;
}
