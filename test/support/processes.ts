import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A process that wrote down its own start. */
export interface Started {
  program: string;
  pid: number;
  parent: number;
}

/**
 * The environment in which every Node.js process writes down its start, in a file. It loads these
 * fixtures, too.
 */
export function recordingStarts(file: string, ...fixtures: readonly string[]): NodeJS.ProcessEnv {
  const loaded = ["recordStart.cjs", ...fixtures].map((name) => path.resolve(import.meta.dirname, "..", "fixtures", name));
  return { RECORDED_STARTS: file, NODE_OPTIONS: loaded.map((fixture) => `--require ${fixture}`).join(" ") };
}

/** The processes that started, of a program. */
export function startedIn(file: string, program = /./): Started[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return lines
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Started)
    .filter((one) => program.test(one.program));
}

/** Whether a process runs. */
export function isAlive({ pid }: Started): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended stays in the table until its parent, or init, has asked after it.
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** Whether its parent knows that a process has ended. */
export function isReaped({ pid }: Pick<Started, "pid">): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
