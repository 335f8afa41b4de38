import { setTimeout } from "node:timers/promises";
import type { Noun } from "../configurations/noun";
import { nouns } from "../configurations/nouns";
import { LyncError } from "../errors";
import type { Call } from "../cmdlets/call";
import type { CsObject } from "./cmdlet";
import { CmdletFailure } from "./cmdletFailure";
import { SimulatedDeployment } from "./deployment";
import { Faults, type Fault } from "./faults";
import { Store } from "./store";
import { readTopologyFile } from "./topologyFile";

/** A simulated deployment and its faults. */
export interface Simulation {
  deployment: SimulatedDeployment;
  faults: Faults;
}

/**
 * Opens the simulation of a topology file.
 *
 * @param known the nouns whose cmdlets it has.
 * @throws CmdletFailure that names each wrong place in the file.
 */
export function openSimulation(topologyFile: string, known: readonly Noun[] = nouns): Simulation {
  try {
    const deployment = new SimulatedDeployment(readTopologyFile(topologyFile), new Store(topologyFile, known), known);
    return { deployment, faults: new Faults(topologyFile) };
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    throw new CmdletFailure({ category: "InvalidData", id: "TopologyFile" }, error.message, topologyFile);
  }
}

/**
 * Runs a cmdlet with the faults that affect it.
 * @throws CmdletFailure as PowerShell or the server would fail.
 */
export async function runCmdlet({ deployment, faults }: Simulation, call: Call): Promise<CsObject[]> {
  const taken = faults.take(call);
  const lagSeconds = Math.max(0, ...taken.map((fault) => fault.lagSeconds ?? 0));
  for (const { latencyMilliseconds, fail, forget, ...fault } of taken) {
    if (latencyMilliseconds !== undefined) await setTimeout(latencyMilliseconds);
    await breakDown(fault, "before");
    if (fail !== undefined && fail.when !== "after") throw setFailure(fail);
    if (forget === true) return [];
  }
  const forgotten = taken.flatMap(({ forget }) => (Array.isArray(forget) ? forget : []));
  const objects = deployment.run(without(call, forgotten), { lagSeconds });
  for (const { fail, ...fault } of taken) {
    await breakDown(fault, "after");
    if (fail?.when === "after") throw setFailure(fail);
  }
  return objects;
}

/** Any error of a cmdlet as one that PowerShell can report. */
export function asFailure(error: unknown): CmdletFailure {
  return error instanceof CmdletFailure ? error : new CmdletFailure({ category: "NotSpecified", id: "SimulatorFailure" }, String(error));
}

function setFailure(fail: NonNullable<Fault["fail"]>): CmdletFailure {
  return new CmdletFailure(fail, fail.message ?? "This fault was set.");
}

function without(call: Call, parameters: readonly string[]): Call {
  const names = new Set(parameters.map((name) => name.toLowerCase()));
  const kept = Object.entries(call.parameters).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...call, parameters: Object.fromEntries(kept) };
}

async function breakDown({ hang, exit }: Pick<Fault, "hang" | "exit">, when: "before" | "after"): Promise<void> {
  if (exit === when) process.exit(1);
  if (hang === when) await new Promise(() => undefined);
}
