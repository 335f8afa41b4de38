import { release, type } from "node:os";
import { performance } from "node:perf_hooks";
import type { Call, CallResult } from "../cmdlets/call";
import { defined } from "../defined";
import type { Answer, Opening, Request, SessionAbout } from "../powershell/protocol";
import { userName } from "../userName";
import type { SimulatedDeployment } from "./deployment";
import { asFailure, runCmdlet, type Simulation } from "./simulation";

/**
 * Handles a request as agent.ps1 does. It runs the calls in order, up to the first that fails, and
 * calls `next` before each call except the first.
 */
export async function answerRequest(simulation: Simulation, request: Request, next?: () => void): Promise<Answer> {
  const opening = request.open === undefined ? null : openingOf(simulation.deployment, request.open.cmdlets);
  const results: CallResult[] = [];
  for (const call of request.calls) {
    if (results.length > 0) next?.();
    const result = await runCall(simulation, call);
    results.push(result);
    if (result.error !== null) break;
  }
  const about = request.describe === true ? aboutOf(simulation.deployment) : undefined;
  return defined({ id: request.id, opening, results, error: null, about });
}

/**
 * What a session reports about itself: the module of this server version, and the parameters of
 * these cmdlets.
 */
export function openingOf(deployment: SimulatedDeployment, cmdlets: readonly string[]): Opening {
  return {
    ...deployment.standsFor,
    parameters: Object.fromEntries(cmdlets.map((cmdlet) => [cmdlet, deployment.parametersOf(cmdlet)])),
    warnings: [],
  };
}

/** Facts about a session in this process, which has no PowerShell and checks no rights. */
export function aboutOf(deployment: SimulatedDeployment): SessionAbout {
  return {
    powershell: null,
    edition: null,
    languageMode: null,
    executionPolicy: null,
    account: userName(),
    isServerAdmin: null,
    operatingSystem: `${type()} ${release()}`,
    cmdlets: deployment.cmdlets.map(({ name }) => name),
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
    result.error = asFailure(error).reported(call.cmdlet);
  }
  result.milliseconds = Math.round(performance.now() - start);
  return result;
}

// agent.ps1 adds these switches to every cmdlet that has them, so that no cmdlet asks a question. A
// Get has neither.
function withSwitches(deployment: SimulatedDeployment, call: Call): Call {
  if (!deployment.parametersOf(call.cmdlet).includes("Force")) return call;
  return { ...call, parameters: { Force: true, Confirm: false, ...call.parameters } };
}
