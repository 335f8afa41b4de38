import type * as nodePowershell from "node-powershell";
import { LyncError } from "../errors";
import type { Executable } from "./executable";

/** What a running PowerShell can be asked. */
export interface Shell {
  /** Sends one line; answers all that it printed on standard output. */
  invoke(line: string): Promise<string>;
  /** Ends the process. */
  kill(): void;
}

// node-powershell's own, not in its types.
interface Internals {
  exitPromise: Promise<void>;
}

/** Starts PowerShell, or a program in its place, by node-powershell. Whether it really runs shows at the first `invoke`. */
export function startShell(executable: Executable): Shell {
  const shell = create(executable);
  // Whatever dies when, nobody may be left with an unhandled rejection or error event: Pulumi's provider process would exit on it.
  (shell as unknown as Internals).exitPromise.catch(() => undefined);
  shell.streams.stdin.on("error", () => undefined);

  return {
    async invoke(line) {
      const result = await shell.invoke(line).catch((error: unknown) => {
        throw lost(executable, error);
      });
      // Every command and its whole output would stay in memory for as long as the process lives.
      shell.history.length = 0;
      // A process that ends with `exit 0` resolves, with no output at all.
      if (result.stdout === undefined) throw lost(executable, new Error("it ended in the middle of a call"));
      return result.stdout.toString();
    },
    kill() {
      void shell.dispose("SIGKILL").catch(() => undefined);
    },
  };
}

function create({ path, environment }: Executable): nodePowershell.PowerShell {
  // It would win over the executable that we name.
  delete process.env.NODE_POWERSHELL;
  // Loaded here: a preview that needs no server never pays for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { PowerShell } = require("node-powershell") as typeof nodePowershell;
  return new PowerShell({
    executable: path,
    executableOptions: { "-NoProfile": true, "-NonInteractive": true },
    spawnOptions: { env: environment },
    // What lands on standard error beside a good answer is no failure; the frame decides.
    throwOnInvocationError: false,
  });
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
