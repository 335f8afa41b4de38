/**
 * The simulator as a process that is started instead of PowerShell. It recognises the lines with
 * which a session sends the agent to PowerShell. Then it reads requests as the agent does, and ends
 * when its input ends.
 */
import { createInterface } from "node:readline";
import {
  agentLineEnd,
  frameAnswer,
  modeKnownMark,
  modeLines,
  nextMark,
  readyMark,
  RequestReader,
  type Answer,
  type Request,
} from "../powershell/protocol";
import { answerRequest } from "./agent";
import { CmdletFailure } from "./cmdletFailure";
import { recordRequest } from "./recorder";
import { openSimulation, type Simulation } from "./simulation";

const topologyFile = process.env.LYNC_SIMULATOR;
if (topologyFile === undefined) {
  process.stderr.write("LYNC_SIMULATOR names no topology file. pulumi-lync sets it when it starts this program instead of PowerShell.\n");
  process.exit(1);
}
let simulation: Simulation | undefined;
let requests: RequestReader | undefined;
let lines = Promise.resolve();

createInterface({ input: process.stdin }).on("line", (line) => {
  lines = lines.then(() => execute(line, topologyFile));
});

async function execute(line: string, file: string): Promise<void> {
  if (requests !== undefined) {
    const request = requests.read(line);
    if (request !== undefined) print(frameAnswer(await answer(request, file)));
  } else if (line === modeLines[0]) {
    print("#lync-mode:FullLanguage:lync-mode#");
  } else if (line === modeLines[2]) {
    print(modeKnownMark);
  } else if (line.endsWith(agentLineEnd)) {
    requests = new RequestReader();
    print(readyMark);
  } else if (line !== modeLines[1] && line.trim() !== "") {
    process.stderr.write(`The term '${line.slice(0, 80)}' is not recognized.\n`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

// If the deployment cannot be opened, the answer has the same error as for a module that cannot be
// imported.
async function answer(request: Request, file: string): Promise<Answer> {
  recordRequest(request.calls);
  try {
    simulation ??= openSimulation(file);
  } catch (error) {
    if (!(error instanceof CmdletFailure)) throw error;
    return { id: request.id, opening: null, results: [], error: error.record() };
  }
  return answerRequest(simulation, request, () => {
    print(nextMark);
  });
}
