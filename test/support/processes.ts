import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A process that recorded its own start. */
export interface Started {
  program: string;
  pid: number;
  parent: number;
}

/**
 * Returns an environment in which every Node.js process records its start in a file. Each process
 * also loads the given fixtures.
 */
export function recordingStarts(file: string, ...fixtures: readonly string[]): NodeJS.ProcessEnv {
  const loaded = ["recordStart.cjs", ...fixtures].map((name) => path.resolve(import.meta.dirname, "..", "fixtures", name));
  return { RECORDED_STARTS: file, NODE_OPTIONS: loaded.map((fixture) => `--require ${fixture}`).join(" ") };
}

/** Returns the recorded processes whose program matches. */
export function startedIn(file: string, program = /./): Started[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return lines
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Started)
    .filter((one) => program.test(one.program));
}

/** Whether a process is running. */
export function isAlive({ pid }: Started): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended remains in the process table until its parent, or init, has fetched
    // its exit code.
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** Whether a process has ended and its parent knows it. */
export function isReaped({ pid }: Pick<Started, "pid">): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
