import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { checkoutFolder } from "../../tools/paths.mjs";

export type Started = ChildProcessWithoutNullStreams;

/** Starts a fixture of this folder. If it still runs after the test, it is killed. */
export function startFixture(name: string, ...args: string[]): Started {
  return startNode([fixture(name), ...args]);
}

export function fixture(name: string): string {
  return join(checkoutFolder, "test", "tools", "fixtures", name);
}

export function startNode(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Started {
  const child = spawn(process.execPath, args, { ...options, stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Waits for the next output of a process, on standard output or standard error. */
export async function firstLine(child: Started): Promise<string> {
  const [chunk] = (await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")])) as [Buffer];
  return chunk.toString().trim();
}

/** Waits for the end of a process, and returns everything that it prints from now on. */
export async function finish(child: Started): Promise<{ code: number | null; signal: string | null; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, output };
}

export async function killHard(child: Started): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}
