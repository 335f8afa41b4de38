import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";

/**
 * The environment variable that marks all processes of a session. It still marks them after the
 * process that started them has ended.
 */
export const sessionVariable = "LYNC_SESSION";

/** The processes to kill. */
export interface Tree {
  /**
   * The process at the top, or undefined if it has ended, because the system may have given its
   * number to another process.
   */
  pid: number | undefined;
  /** The value of `sessionVariable` in this process and in all processes that it started. */
  session: string;
}

interface Running {
  pid: number;
  parent: number;
  /** Whether its environment has the session's variable. False if it cannot be read. */
  isMarked: boolean;
}

// A process may start another one until it ends. So the search is repeated, but not forever.
const rounds = 20;

/**
 * Kills a process and all processes that it started. On Linux, this includes those whose parent has
 * already ended. Other systems do not show the environment of a process, so those cannot be found.
 */
export async function killTree(tree: Tree): Promise<void> {
  if (process.platform === "linux") return killByProc(tree);
  if (tree.pid === undefined) return;
  if (process.platform === "win32") await run(systemProgram("taskkill.exe"), ["/PID", String(tree.pid), "/T", "/F"]);
  else for (const pid of descendantsOf(tree.pid, await listByPs())) kill(pid);
  kill(tree.pid);
}

// This function uses only /proc, because a small container has neither ps nor pgrep.
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

/** All running processes that are visible. Zombies, which have ended, are left out. */
async function listByProc(mark: string): Promise<Running[]> {
  const names = await readdir("/proc").catch(() => []);
  const read = names
    .filter((name) => /^\d+$/.test(name))
    .map(async (name): Promise<Running[]> => {
      // The process may end at any moment, and may belong to another user.
      const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
      // The name, in parentheses, may contain any character.
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

/** The children of a process, their children, and so on, without the process itself. */
export function descendantsOf(pid: number, running: readonly Omit<Running, "isMarked">[]): number[] {
  const found = new Set([pid]);
  // Iterating over a Set also visits the elements that are added during the loop.
  for (const above of found) for (const one of running) if (one.parent === above) found.add(one.pid);
  found.delete(pid);
  return [...found];
}

/** The standard output of a program, or "" if it cannot be started. */
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    // The callback also receives the error of a program that does not exist.
    execFile(program, args, { windowsHide: true }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

// The full path is needed, because Windows looks in the current folder first.
function systemProgram(name: string): string {
  return path.join(process.env.SystemRoot ?? "C:\\Windows", "System32", name);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // The process has already ended, or belongs to another user.
  }
}
