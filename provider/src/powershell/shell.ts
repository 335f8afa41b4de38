import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type * as nodePowershell from "node-powershell";
import { Mask } from "../cmdlets/mask";
import { LyncError } from "../errors";
import type { Executable } from "./executable";
import { killTree, sessionVariable } from "./killTree";
import { Printed } from "./printed";

/** Handles a mark. Returns the result when there is one, and throws if the exchange failed. */
export type Hear<T> = (mark: string, printed: Printed) => T | undefined;

/** A running PowerShell that reads lines and prints marks. */
export interface Shell {
  /** The output since the last exchange began. */
  readonly printed: Printed;
  /**
   * Sends lines, and calls `hear` for each printed mark until `hear` returns a result. Only one
   * exchange may run at a time. No failure shows the `secrets`.
   */
  exchange<T>(lines: readonly string[], hear: Hear<T>, secrets: Mask): Promise<T>;
  /** Whether the process still runs. */
  isAlive(): boolean;
  /** Kills the process, and all that it started, at once. Works after the process has died, too. */
  kill(): Promise<void>;
  /** Ends the input, so that the process ends by itself. Kills it if it does not. */
  end(): Promise<void>;
}

// How long a process may take to end after its input has ended. It closes a remote session then.
const endMilliseconds = 2000;
// How long to wait for the output of an ended process to close. Its children may keep it open.
const drainMilliseconds = 500;

/**
 * Starts PowerShell, or another program instead, with node-powershell. A failure to start appears
 * in the first exchange, whose mask then hides the secrets.
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
  // The rejection must always be handled, because Pulumi's provider process exits on an unhandled
  // one.
  const exited = lost.catch(() => undefined);

  const isAlive = (): boolean => process.exitCode === null && process.signalCode === null && process.pid !== undefined;
  const kill = async (): Promise<void> => {
    if (process.pid === undefined) return;
    await killTree({ pid: isAlive() ? process.pid : undefined, session });
    // The wait is limited, because the system may be unable to end a process.
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

/** Members of node-powershell that its types do not declare. */
interface Internals {
  process: PowerShellProcess;
  exitPromise: Promise<void>;
}

// node-powershell only starts the process. Its own search for an answer waits forever if lines end
// with \r\n.
function spawn({ path, environment }: Executable, session: string): PowerShellProcess {
  // This variable would take precedence over the executable named below.
  delete process.env.NODE_POWERSHELL;
  // Loaded here, so that a preview that needs no server does not spend time on it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { PowerShell } = require("node-powershell") as typeof nodePowershell;
  // With DEBUG=* it would print to standard output, which the engine or a plan uses.
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
  // `lossOf` reports the end of the process instead.
  exitPromise.catch(() => undefined);
  return started;
}

/**
 * Rejects when the process cannot be started, when its input cannot be written, or when it has
 * ended and all its output has arrived.
 */
function lossOf(child: PowerShellProcess, executable: Executable, said: () => string): Promise<never> {
  return new Promise((_, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(notStarted(executable, error));
    });
    child.stdin.once("error", (error) => {
      reject(lostSession(executable, { how: `it did not accept input (${error.message})`, said: said(), cause: error }));
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
