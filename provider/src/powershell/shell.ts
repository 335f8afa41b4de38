import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type * as nodePowershell from "node-powershell";
import { Mask } from "../cmdlets/mask";
import { LyncError } from "../errors";
import type { Executable } from "./executable";
import { killTree, sessionVariable } from "./killTree";
import { Printed } from "./printed";

/**
 * What a mark means: the result, once there is one. It may throw what is wrong with the exchange.
 */
export type Hear<T> = (mark: string, printed: Printed) => T | undefined;

/** A running PowerShell, as lines go in and marks come out. */
export interface Shell {
  /** What it has printed since the last exchange began. */
  readonly printed: Printed;
  /**
   * Sends lines, and calls `hear` for each mark that is printed, until it returns a result. One
   * exchange at a time. `secrets` are in no failure.
   */
  exchange<T>(lines: readonly string[], hear: Hear<T>, secrets: Mask): Promise<T>;
  /** Whether the process still runs. */
  isAlive(): boolean;
  /**
   * Ends the process and what it started, at once; of one that is dead already, what it left
   * behind.
   */
  kill(): Promise<void>;
  /** Lets the process end by itself, by the end of its input; one that does not is killed. */
  end(): Promise<void>;
}

// How long a process may take to end once its input has ended. A remote session signs off
// meanwhile.
const endMilliseconds = 2000;
// How long the output of a process that has ended may be open: what it started may hold it.
const drainMilliseconds = 500;

/**
 * Starts PowerShell, or a program in its place, by node-powershell. Whether it really runs shows at
 * the first exchange, whose mask is what failures are told by.
 */
export function startShell(executable: Executable): Shell {
  const session = randomUUID();
  const process = spawn(executable, session);
  const { stdin, stdout, stderr } = process;
  let printed = new Printed();
  let mask = new Mask([]);
  let hear: (piece: string) => void = (piece) => void printed.add(piece);
  stdout.on("data", (piece: string) => {
    hear(piece);
  });
  stderr.on("data", (piece: string) => {
    printed.addErrors(piece);
  });
  const lost = lossOf(process, executable, () => printed.said(mask));
  // Whatever dies when, nobody may be left with an unhandled rejection: Pulumi's provider process
  // would exit on it.
  const exited = lost.catch(() => undefined);

  const isAlive = (): boolean => process.exitCode === null && process.signalCode === null && process.pid !== undefined;
  const kill = async (): Promise<void> => {
    if (process.pid === undefined) return;
    await killTree({ pid: isAlive() ? process.pid : undefined, session });
    // One that the system does not let go of is not waited for.
    await Promise.race([exited, setTimeout(endMilliseconds, undefined, { ref: false })]);
  };
  return {
    get printed() {
      return printed;
    },
    async exchange<T>(lines: readonly string[], heard: Hear<T>, secrets: Mask) {
      printed = new Printed();
      mask = secrets;
      const done = new Promise<T>((resolve, reject) => {
        hear = (piece) => {
          try {
            for (const mark of printed.add(piece)) {
              const result = heard(mark, printed);
              if (result === undefined) continue;
              hear = (later) => void printed.add(later);
              resolve(result);
              return;
            }
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
      });
      stdin.write(lines.map((line) => `${line}\n`).join(""));
      const result = await Promise.race([done, lost]);
      // A large answer would stay in memory until the next one.
      printed.forgetOutput();
      return result;
    },
    isAlive,
    kill,
    async end() {
      stdin.end();
      await Promise.race([exited, setTimeout(endMilliseconds, undefined, { ref: false })]);
      await kill();
    },
  };
}

interface PowerShellProcess extends ChildProcess {
  stdin: NonNullable<ChildProcess["stdin"]>;
  stdout: NonNullable<ChildProcess["stdout"]>;
  stderr: NonNullable<ChildProcess["stderr"]>;
}

/** What node-powershell has, and its types do not. */
interface Internals {
  process: PowerShellProcess;
  exitPromise: Promise<void>;
}

// node-powershell keeps the process, and nothing else: its own way to find an answer waits for ever
// where lines end with \r\n.
function spawn({ path, environment }: Executable, session: string): PowerShellProcess {
  // It would win over the executable that we name.
  delete process.env.NODE_POWERSHELL;
  // Loaded here: a preview that needs no server never pays for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { PowerShell } = require("node-powershell") as typeof nodePowershell;
  // With DEBUG=* it would print to standard output, which is the engine's, or a plan's.
  class QuietPowerShell extends (PowerShell as unknown as new (options: object) => Internals) {
    setDebuggers(): Record<"comment" | "command" | "output", () => void> {
      const quiet = (): void => undefined;
      return { comment: quiet, command: quiet, output: quiet };
    }
  }
  const { process: started, exitPromise } = new QuietPowerShell({
    executable: path,
    executableOptions: { "-NoProfile": true, "-NonInteractive": true },
    spawnOptions: { env: { ...environment, [sessionVariable]: session }, windowsHide: true },
  });
  // `lossOf` says in its place that the process has ended.
  exitPromise.catch(() => undefined);
  return started;
}

/**
 * Rejects when the process cannot be started, takes no more input, or has ended and all that it
 * printed is here.
 */
function lossOf(child: PowerShellProcess, executable: Executable, said: () => string): Promise<never> {
  return new Promise((_, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(notStarted(executable, error));
    });
    child.stdin.once("error", (error) => {
      reject(lostSession(executable, { how: `its input cannot be written (${error.message})`, said: said(), cause: error }));
    });
    child.once("exit", (code, signal) => {
      const how = signal === null ? `it ended with exit code ${String(code)}` : `it was ended by ${signal}`;
      const end = (): void => {
        reject(lostSession(executable, { how, said: said() }));
      };
      child.once("close", end);
      void setTimeout(drainMilliseconds, undefined, { ref: false }).then(end);
    });
  });
}

function notStarted({ path, advice }: Executable, error: NodeJS.ErrnoException): LyncError {
  const why = error.code === "ENOENT" ? "there is no such program" : error.message;
  return new LyncError(`Cannot start PowerShell ("${path}"): ${why}. ${advice}`, { kind: "cannotStart", cause: error });
}

function lostSession({ path }: Executable, { how, said, cause }: { how: string; said: string; cause?: Error }): LyncError {
  return new LyncError(`The PowerShell session ("${path}") was lost: ${how}.${said}`, { kind: "sessionLost", cause });
}
