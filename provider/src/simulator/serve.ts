import { createInterface } from "node:readline";
import type { Noun } from "../configurations/noun";
import {
  callIn,
  descriptionOf,
  lineOf,
  signed,
  type BoundCall,
  type CallEnd,
  type Description,
  type ReturnedObject,
} from "./binderProtocol";
import { CmdletFailure } from "./cmdletFailure";
import { asFailure, openSimulation, runCmdlet, type Simulation } from "./simulation";

/**
 * Is the simulator of these nouns as the child of a PowerShell session: a module there has bound
 * the parameters, and sends each call on. The process ends with its input, however the session
 * ends.
 */
export function serve(nouns: readonly Noun[]): void {
  const topologyFile = process.env.LYNC_SIMULATOR;
  if (topologyFile === undefined || topologyFile === "") {
    process.stderr.write("LYNC_SIMULATOR names no topology file. This program is started by a module of pulumi-lync.\n");
    process.exit(1);
  }
  // An interrupt from a terminal reaches the whole group of processes. The session decides what it
  // means.
  process.on("SIGINT", () => undefined);

  const simulation = open(topologyFile, nouns);
  let calls = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      calls = calls.then(() => answer(simulation, callIn(line)));
    })
    // A call that hangs is not waited for.
    .on("close", () => process.exit());
}

function open(file: string, nouns: readonly Noun[]): Simulation | undefined {
  try {
    const opened = openSimulation(file, nouns);
    say(descriptionOf(opened.deployment));
    return opened;
  } catch (error) {
    if (!(error instanceof CmdletFailure)) throw error;
    say({ module: "", version: "", cmdlets: [], error: signed(error.record()) });
    return undefined;
  }
}

async function answer(simulation: Simulation | undefined, { id, cmdlet, parameters }: BoundCall): Promise<void> {
  if (simulation === undefined) return;
  try {
    for (const object of await runCmdlet(simulation, { cmdlet, parameters })) say({ id, object: signed(object) });
    say({ id, error: null });
  } catch (error) {
    say({ id, error: signed(asFailure(error).record()) });
  }
}

function say(said: Description | ReturnedObject | CallEnd): void {
  process.stdout.write(`${lineOf(said)}\n`);
}
