import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type * as nodePowershell from "node-powershell";
import { LyncError } from "../errors";
import type { Executable } from "./executable";
import { killTree, sessionVariable } from "./killTree";
import { nextMark } from "./protocol";

/** What a running PowerShell can be asked. */
export interface Shell {
  /** Sends one line; answers all that it printed. `next` is told each time that the agent says it has done one of several calls. */
  invoke(line: string, next?: () => void): Promise<Printed>;
  /** Whether the process still runs. */
  isAlive(): boolean;
  /** Ends the process and what it started, at once; of one that is dead already, what it left behind. */
  kill(): Promise<void>;
  /** Lets the process end by itself, by the end of its input; one that does not is killed. */
  end(): Promise<void>;
}

/** What one line printed. */
export interface Printed {
  output: string;
  /** On standard error. */
  errors: string;
}

// node-powershell's own, not in its types.
interface Internals {
  exitPromise: Promise<void>;
  process: ChildProcess;
}

// How long a process may take to end once its input has ended.
const endMilliseconds = 1000;

/** Starts PowerShell, or a program in its place, by node-powershell. Whether it really runs shows at the first `invoke`. */
export function startShell(executable: Executable): Shell {
  const session = randomUUID();
  const shell = create(executable, session);
  const { exitPromise, process } = shell as unknown as Internals;
  // Whatever dies when, nobody may be left with an unhandled rejection or error event: Pulumi's provider process would exit on it.
  const exited = exitPromise.catch(() => undefined);
  const inputFailed = new Promise<never>((_, reject) => {
    shell.streams.stdin.on("error", reject);
  });
  inputFailed.catch(() => undefined);

  const isAlive = (): boolean => process.exitCode === null && process.signalCode === null && process.pid !== undefined;
  const kill = async (): Promise<void> => {
    if (process.pid === undefined) return;
    await killTree({ pid: isAlive() ? process.pid : undefined, session });
    // One that the system does not let go of is not waited for.
    await Promise.race([exited, setTimeout(endMilliseconds, undefined, { ref: false })]);
  };
  return {
    async invoke(line, next) {
      const unwatch = next === undefined ? undefined : watch(shell.streams.stdout, next);
      const result = await Promise.race([shell.invoke(line), inputFailed])
        .catch((error: unknown) => {
          throw lost(executable, error);
        })
        .finally(unwatch);
      // Every command and its whole output would stay in memory for as long as the process lives.
      shell.history.length = 0;
      // A process that ends with `exit 0` resolves, with no output at all.
      if (result.stdout === undefined) throw lost(executable, new Error("it ended in the middle of a call"));
      return { output: result.stdout.toString(), errors: result.stderr?.toString() ?? "" };
    },
    isAlive,
    kill,
    async end() {
      shell.streams.stdin.end();
      await Promise.race([exited, setTimeout(endMilliseconds, undefined, { ref: false })]);
      await kill();
    },
  };
}

function create({ path, environment }: Executable, session: string): nodePowershell.PowerShell {
  // It would win over the executable that we name.
  delete process.env.NODE_POWERSHELL;
  // Loaded here: a preview that needs no server never pays for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { PowerShell } = require("node-powershell") as typeof nodePowershell;
  return new PowerShell({
    executable: path,
    executableOptions: { "-NoProfile": true, "-NonInteractive": true },
    spawnOptions: { env: { ...environment, [sessionVariable]: session } },
    // What lands on standard error beside a good answer is no failure; the frame decides.
    throwOnInvocationError: false,
  });
}

/** Tells of each mark between calls that is printed; answers what ends that. */
function watch(output: Readable, next: () => void): () => void {
  let end = "";
  const look = (chunk: string | Buffer): void => {
    const text = end + chunk.toString();
    const marks = text.split(nextMark);
    for (let seen = 1; seen < marks.length; seen += 1) next();
    // A mark may come in two pieces.
    end = (marks.at(-1) ?? "").slice(1 - nextMark.length);
  };
  output.on("data", look);
  return () => output.off("data", look);
}

function lost({ path, advice }: Executable, error: unknown): LyncError {
  const original = (error as { originalError?: NodeJS.ErrnoException }).originalError;
  if (original?.syscall?.startsWith("spawn") === true) {
    const why = original.code === "ENOENT" ? "there is no such program" : original.message;
    return new LyncError(`Cannot start PowerShell ("${path}"): ${why}. ${advice}`, { kind: "cannotStart", cause: error });
  }
  const words = error instanceof Error ? error.message.replace(/\s+/g, " ").trim() : String(error);
  return new LyncError(`The PowerShell session ("${path}") was lost: ${words}`, { kind: "sessionLost", cause: error });
}
