import { setTimeout } from "node:timers/promises";
import type { Call, CallError } from "../powershell/protocol";
import type { CsObject } from "./cmdlet";
import { CmdletFailure } from "./cmdletFailure";
import { SimulatedDeployment } from "./deployment";
import { Faults, type Fault } from "./faults";
import { Store } from "./store";
import { readTopologyFile } from "./topology";

/** A deployment, and what is to go wrong with it. */
export interface Simulation {
  deployment: SimulatedDeployment;
  faults: Faults;
}

/** The simulation of a topology file. @throws LyncError naming each place in it that is wrong. */
export function openSimulation(topologyFile: string): Simulation {
  return { deployment: new SimulatedDeployment(readTopologyFile(topologyFile), new Store(topologyFile)), faults: new Faults(topologyFile) };
}

/** Runs a cmdlet with the faults that befall it. @throws CmdletFailure as PowerShell or the server would fail. */
export async function runCmdlet({ deployment, faults }: Simulation, call: Call): Promise<CsObject[]> {
  const taken = faults.take(call);
  const lagSeconds = Math.max(0, ...taken.map((fault) => fault.lagSeconds ?? 0));
  for (const { latencyMilliseconds, fail, forget, ...fault } of taken) {
    if (latencyMilliseconds !== undefined) await setTimeout(latencyMilliseconds);
    await breakDown(fault, "before");
    if (fail !== undefined && fail.when !== "after") throw failureOf(fail);
    if (forget === true) return [];
  }
  const forgotten = taken.flatMap(({ forget }) => (Array.isArray(forget) ? forget : []));
  const objects = deployment.run(without(call, forgotten), { lagSeconds });
  for (const { fail, ...fault } of taken) {
    await breakDown(fault, "after");
    if (fail?.when === "after") throw failureOf(fail);
  }
  return objects;
}

/** The error record of what a cmdlet threw. */
export function errorRecord(cmdlet: string, error: unknown): CallError {
  if (error instanceof CmdletFailure) return error.record(cmdlet);
  return { category: "NotSpecified", id: `SimulatorFailure,${cmdlet}`, message: String(error), target: "" };
}

function failureOf(fail: NonNullable<Fault["fail"]>): CmdletFailure {
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
