/**
 * The simulator as the child of a PowerShell session: a module there has bound the parameters, and sends each call on. It ends with its input,
 * however the session ends.
 */
import { createInterface } from "node:readline";
import { LyncError } from "../errors";
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
import { errorRecord, openSimulation, runCmdlet, type Simulation } from "./simulation";

const topologyFile = process.env.LYNC_SIMULATOR;
if (topologyFile === undefined || topologyFile === "") {
  process.stderr.write("LYNC_SIMULATOR names no topology file. This program is started by a module of pulumi-lync.\n");
  process.exit(1);
}
const simulation = open(topologyFile);
let calls = Promise.resolve();

createInterface({ input: process.stdin })
  .on("line", (line) => {
    calls = calls.then(() => answer(callIn(line)));
  })
  // A call that hangs is not waited for.
  .on("close", () => process.exit());

function open(file: string): Simulation | undefined {
  try {
    const opened = openSimulation(file);
    say(descriptionOf(opened.deployment));
    return opened;
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    const { message } = error;
    say({ module: "", version: "", cmdlets: [], error: { category: "InvalidData", id: "TopologyFile", message, target: file } });
    return undefined;
  }
}

async function answer({ id, cmdlet, parameters }: BoundCall): Promise<void> {
  if (simulation === undefined) return;
  try {
    for (const object of await runCmdlet(simulation, { cmdlet, parameters })) {
      say({ id, object: signed(object) as ReturnedObject["object"] });
    }
    say({ id, error: null });
  } catch (error) {
    const { category, id: errorId, message, target } = errorRecord(cmdlet, error);
    say({ id, error: { category, id: errorId, message: `=${message}`, target: `=${target}` } });
  }
}

function say(said: Description | ReturnedObject | CallEnd): void {
  process.stdout.write(`${lineOf(said)}\n`);
}
