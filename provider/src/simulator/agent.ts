import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import type { Answer, Call, CallError, CallResult, Opening, Request } from "../powershell/protocol";
import { CmdletFailure } from "./cmdletFailure";
import type { CsObject } from "./cmdlet";
import type { SimulatedDeployment } from "./deployment";
import type { Fault, Faults } from "./faults";
import { unverified } from "./unverified";

/** A deployment, and what is to go wrong with it. */
export interface Simulation {
  deployment: SimulatedDeployment;
  faults: Faults;
}

/** Answers a request as agent.ps1 does: its calls in order, up to the first that fails. `next` is told before each but the first. */
export async function answerRequest(simulation: Simulation, request: Request, next?: () => void): Promise<Answer> {
  const opening = request.open === undefined ? null : openingOf(simulation.deployment, request.open.cmdlets);
  const results: CallResult[] = [];
  for (const call of request.calls) {
    if (results.length > 0) next?.();
    const result = await runCall(simulation, call);
    results.push(result);
    if (result.error !== null) break;
  }
  return { id: request.id, opening, results, error: null };
}

/** What a session says of itself: the module of this server version, and the parameters of the cmdlets asked about. */
export function openingOf(deployment: SimulatedDeployment, cmdlets: readonly string[]): Opening {
  const { serverVersion } = deployment.topology;
  return {
    module: unverified.modules[serverVersion],
    version: unverified.productVersions[serverVersion],
    parameters: Object.fromEntries(cmdlets.map((cmdlet) => [cmdlet, deployment.parametersOf(cmdlet)])),
    warnings: [],
  };
}

async function runCall(simulation: Simulation, call: Call): Promise<CallResult> {
  const start = performance.now();
  const result: CallResult = { objects: [], warnings: [], milliseconds: 0, error: null };
  try {
    const objects = await runCmdlet(simulation, withSwitches(simulation.deployment, call));
    const { select } = call;
    if (select !== undefined) {
      result.objects = objects.map((object) =>
        Object.fromEntries(select.filter((name) => name in object).map((name) => [name, object[name]])),
      );
    }
  } catch (error) {
    result.error = errorRecord(call.cmdlet, error);
  }
  result.milliseconds = Math.round(performance.now() - start);
  return result;
}

async function runCmdlet({ deployment, faults }: Simulation, call: Call): Promise<CsObject[]> {
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

// agent.ps1 adds them to every cmdlet that has them, so that nobody is asked; a Get has neither.
function withSwitches(deployment: SimulatedDeployment, call: Call): Call {
  if (!deployment.parametersOf(call.cmdlet).includes("Force")) return call;
  return { ...call, parameters: { Force: true, Confirm: false, ...call.parameters } };
}

function errorRecord(cmdlet: string, error: unknown): CallError {
  if (error instanceof CmdletFailure) return error.record(cmdlet);
  return { category: "NotSpecified", id: `SimulatorFailure,${cmdlet}`, message: String(error), target: "" };
}
