import { connect } from "../../deployment/connect";
import type { Deployment } from "../../deployment/deployment";
import { readConnection, type Connection, type ConnectionOptions } from "../connection";
import { declaredStacks } from "../declaredStack";
import type { Say } from "../progress";
import type { DeploymentContext, MachineContext } from "./check";
import { deploymentChecks, machineChecks, networkChecks, reachingCheck } from "./checks";
import { runCheck } from "./runCheck";
import type { Result } from "./result";

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
  let connection: Connection | undefined;
  const configuration = { name: "Configuration", run: async () => ((connection = await readConnection(options)), []) };
  results.push(...(await runCheck(configuration, context)));
  const deployment = connection === undefined ? undefined : connect(connection.config);
  try {
    if (connection !== undefined && deployment !== undefined)
      results.push(...(await examineDeployment({ ...context, connection, deployment })));
  } finally {
    await deployment?.close();
  }
  return {
    version: 1,
    examinedAt: new Date().toISOString(),
    deployment: deployment?.name ?? null,
    stacks: options.stack,
    results,
  };
}

async function examineDeployment({
  connection: { config, stacks, workspace },
  ...context
}: MachineContext & { connection: Connection; deployment: Deployment }): Promise<Result[]> {
  const results: Result[] = [];
  const whole: DeploymentContext = { ...context, config, stacks: [] };
  const declared = { name: "Stacks", run: async () => ((whole.stacks = await declaredStacks(workspace, stacks)), []) };
  results.push(...(await runCheck(declared, context)));
  const reached = await runCheck(reachingCheck, whole);
  results.push(...reached);
  // Each of the others would wait for the same PowerShell again.
  if (reached.some(({ status }) => status === "unknown")) return results;
  return [...results, ...(await runAll(deploymentChecks, whole)), ...(await runAll(networkChecks, whole))];
}

async function runAll<C extends MachineContext>(
  checks: readonly { name: string; run: (context: C) => Promise<Result[]> }[],
  context: C,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) {
    context.say(`Looking at: ${check.name}.`);
    results.push(...(await runCheck(check, context)));
  }
  return results;
}
