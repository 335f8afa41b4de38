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
 * Runs the simulator of these nouns as the child process of a PowerShell session. A module in that
 * session binds the parameters and sends each call. The process ends when its input ends, however
 * the session ends.
 */
export function serve(nouns: readonly Noun[]): void {
  const topologyFile = process.env.LYNC_SIMULATOR;
  if (topologyFile === undefined || topologyFile === "") {
    process.stderr.write("LYNC_SIMULATOR names no topology file. pulumi-lync sets it when one of its modules starts this program.\n");
    process.exit(1);
  }
  // An interrupt in a terminal reaches all processes of the group. The session decides how to
  // react.
  process.on("SIGINT", () => undefined);

  const simulation = open(topologyFile, nouns);
  let calls = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      calls = calls.then(() => answer(simulation, callIn(line)));
    })
    // The process does not wait for a call that hangs.
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
