import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";

/**
 * The variable by which a process is known as one of a session's, whatever became of the one that
 * started it.
 */
export const sessionVariable = "LYNC_SESSION";

/** What is to be ended. */
export interface Tree {
  /**
   * The process at the top, as long as it lives: the number of one that is gone may be another's by
   * now.
   */
  pid: number | undefined;
  /** What `sessionVariable` holds in it and in all that it started. */
  session: string;
}

interface Running {
  pid: number;
  parent: number;
  /** Whether the session's variable stands in its environment; where that cannot be read, no. */
  isMarked: boolean;
}

// What is ended may start something until it is: so it is looked again, but not for ever.
const rounds = 20;

/**
 * Kills a process and what it started. On Linux, what it started and left behind, too: elsewhere no
 * process tells its environment, and one whose parent has died is out of reach.
 */
export async function killTree(tree: Tree): Promise<void> {
  if (process.platform === "linux") return killByProc(tree);
  if (tree.pid === undefined) return;
  if (process.platform === "win32") await run(systemProgram("taskkill.exe"), ["/PID", String(tree.pid), "/T", "/F"]);
  else for (const pid of descendantsOf(tree.pid, await listByPs())) kill(pid);
  kill(tree.pid);
}

// By /proc alone: a small container has neither ps nor pgrep.
async function killByProc({ pid, session }: Tree): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const running = await listByProc(`${sessionVariable}=${session}`);
    const found = new Set(running.filter(({ isMarked }) => isMarked).map((one) => one.pid));
    if (pid !== undefined && running.some((one) => one.pid === pid)) found.add(pid);
    for (const one of [...found]) for (const below of descendantsOf(one, running)) found.add(below);
    if (found.size === 0) return;
    for (const one of found) kill(one);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * All processes that run, as far as they can be seen; one that has ended and waits to be asked
 * after runs no more.
 */
async function listByProc(mark: string): Promise<Running[]> {
  const names = await readdir("/proc").catch(() => []);
  const read = names
    .filter((name) => /^\d+$/.test(name))
    .map(async (name): Promise<Running[]> => {
      // It may end at any moment, and belong to somebody else.
      const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
      // The name, in brackets, may hold any character.
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (parent === undefined || state === "Z" || state === "X" || name === String(process.pid)) return [];
      const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
      return [{ pid: Number(name), parent: Number(parent), isMarked: environment.split("\0").includes(mark) }];
    });
  return (await Promise.all(read)).flat();
}

async function listByPs(): Promise<Omit<Running, "isMarked">[]> {
  const listed = await run("/bin/ps", ["-A", "-o", "pid=,ppid="]);
  return listed
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => ({ pid, parent }));
}

/** What a process has started, and what that has started; never the process itself. */
export function descendantsOf(pid: number, running: readonly Omit<Running, "isMarked">[]): number[] {
  const found = new Set([pid]);
  // A Set hands out what is added while it is gone through.
  for (const above of found) for (const one of running) if (one.parent === above) found.add(one.pid);
  found.delete(pid);
  return [...found];
}

/** Standard output of a program; nothing where it cannot be started or fails. */
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    // Its callback takes the error event of a program that is not there, too.
    execFile(program, args, { windowsHide: true }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

// By its whole path: Windows looks in the current folder first.
function systemProgram(name: string): string {
  return path.join(process.env.SystemRoot ?? "C:\\Windows", "System32", name);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already, or somebody else's.
  }
}
