/**
 * The simulator as a process, started in PowerShell's place: it reads lines on standard input as `powershell -Command -` does, knows the few that
 * node-powershell and a session send, and ends with its input.
 */
import { createInterface } from "node:readline";
import { LyncError } from "../errors";
import { frameAnswer, nextMark, parseRequestLine, type Answer, type Request } from "../powershell/protocol";
import { answerRequest, type Simulation } from "./agent";
import { SimulatedDeployment } from "./deployment";
import { Faults } from "./faults";
import { recordRequest } from "./recorder";
import { Store } from "./store";
import { readTopologyFile } from "./topology";

const topologyFile = process.env.LYNC_SIMULATOR;
if (topologyFile === undefined) {
  process.stderr.write("LYNC_SIMULATOR names no topology file. This program is started by pulumi-lync, in PowerShell's place.\n");
  process.exit(1);
}
let simulation: Simulation | undefined;
let lines = Promise.resolve();

createInterface({ input: process.stdin }).on("line", (line) => {
  lines = lines.then(() => execute(line, topologyFile));
});

async function execute(line: string, file: string): Promise<void> {
  const written = /^\[Console\]::(Out|Error)\.WriteLine\("(\w+)"\)$/.exec(line);
  if (written !== null) {
    (written[1] === "Out" ? process.stdout : process.stderr).write(`${written[2] ?? ""}\n`);
    return;
  }
  const request = parseRequestLine(line);
  if (request !== undefined) process.stdout.write(`${frameAnswer(await answer(request, file))}\n`);
  else if (line.trim() !== "") process.stderr.write(`The term '${line.slice(0, 80)}' is not recognized.\n`);
}

// A deployment that cannot be opened is told in the answer, as a module that cannot be imported would be.
async function answer(request: Request, file: string): Promise<Answer> {
  recordRequest(request.calls);
  try {
    simulation ??= { deployment: new SimulatedDeployment(readTopologyFile(file), new Store(file)), faults: new Faults(file) };
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    const record = { category: "InvalidData", id: "TopologyFile", message: error.message, target: file };
    return { id: request.id, opening: null, results: [], error: record };
  }
  return answerRequest(simulation, request, () => process.stdout.write(`${nextMark}\n`));
}
