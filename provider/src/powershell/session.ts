import { readFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { LyncError } from "../errors";
import { commandText } from "./commandText";
import type { Executable } from "./executable";
import { findAnswer, requestLine, type Call, type CallResult, type Opening } from "./protocol";
import { startShell, type Shell } from "./shell";

const startTimer = globalThis.setTimeout;

// The engine waits five seconds for a provider to end.
const graceMilliseconds = 2500;

export interface SessionOptions {
  executable: Executable;
  /** The cmdlets whose parameters `opening` is to tell. */
  cmdlets?: readonly string[];
  /** The limit for one cmdlet. */
  timeoutSeconds: number;
  /** The limit for the start; a busy Windows machine takes up to three minutes. */
  startTimeoutSeconds?: number;
  /** How long an unused session is kept. */
  idleSeconds?: number;
}

/**
 * One warm PowerShell, started by the first request and kept for all later ones; they run one after the other. One that is late, dead or talking
 * nonsense is ended, and the next request starts another.
 */
export class Session {
  readonly #options: Required<SessionOptions>;
  #running: Promise<Running> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #waiting = 0;
  #closed = false;
  #lastId = 0;

  constructor(options: SessionOptions) {
    this.#options = { cmdlets: [], startTimeoutSeconds: 240, idleSeconds: 60, ...options };
  }

  /** Runs the calls in order, up to the first that fails. The results are of those that ran. */
  run(calls: readonly Call[]): Promise<CallResult[]> {
    return this.#inTurn(() => this.#ask(calls));
  }

  /** What the session says of its module; starts it where it is not running. */
  opening(): Promise<Opening> {
    return this.#inTurn(async () => (await this.#ready()).opening);
  }

  /** Ends the session for good: what is under way may finish for a moment, what waits behind it is not begun. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.race([this.#queue, setTimeout(graceMilliseconds, undefined, { ref: false })]);
    this.#end();
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    clearTimeout(this.#idle);
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#endWhenIdle();
    }
  }

  #endWhenIdle(): void {
    this.#idle = startTimer(() => {
      this.#end();
    }, this.#options.idleSeconds * 1000).unref();
  }

  async #ask(calls: readonly Call[]): Promise<CallResult[]> {
    const running = await this.#ready();
    const id = ++this.#lastId;
    const seconds = this.#options.timeoutSeconds * calls.length;
    try {
      const answer = findAnswer(await within(seconds, running.shell.invoke(requestLine({ id, calls })), calls), id);
      if (answer.error !== null) throw new LyncError(`The agent refused the request: ${answer.error.message}`, { kind: "badAnswer" });
      return answer.results;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async #ready(): Promise<Running> {
    if (this.#closed) throw new LyncError("The session was closed before this could run", { kind: "sessionLost" });
    return (this.#running ??= this.#start());
  }

  async #start(): Promise<Running> {
    const { executable, cmdlets, startTimeoutSeconds } = this.#options;
    const shell = startShell(executable);
    try {
      const id = ++this.#lastId;
      const line = `${loadAgent()}; ${requestLine({ id, open: { modules: executable.modules, cmdlets }, calls: [] })}`;
      const answer = findAnswer(await within(startTimeoutSeconds, shell.invoke(line), []), id);
      if (answer.opening === null) throw noModule(executable, answer.error?.message ?? "it did not say why");
      return { shell, opening: answer.opening };
    } catch (error) {
      shell.kill();
      this.#running = undefined;
      throw error;
    }
  }

  #end(): void {
    clearTimeout(this.#idle);
    const ended = this.#running;
    this.#running = undefined;
    ended
      ?.then(({ shell }) => {
        shell.kill();
      })
      .catch(() => undefined);
  }
}

interface Running {
  shell: Shell;
  opening: Opening;
}

// PowerShell reads a redirected standard input statement by statement, so the whole script goes as one line.
function loadAgent(): string {
  const script = readFileSync(path.join(__dirname, "..", "..", "src", "powershell", "agent.ps1")).toString("base64");
  return `. ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${script}'))))`;
}

async function within<T>(seconds: number, work: Promise<T>, calls: readonly Call[]): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = startTimer(() => {
      reject(late(seconds, calls));
    }, seconds * 1000);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    // It may still reject, when the session is ended for being late.
    work.catch(() => undefined);
  }
}

function late(seconds: number, calls: readonly Call[]): LyncError {
  if (calls.length === 0) return new LyncError(`PowerShell did not start within ${String(seconds)} seconds`, { kind: "timedOut" });
  const text = calls.map(commandText).join("; ");
  return new LyncError(`No answer within ${String(seconds)} seconds (lync:timeoutSeconds is for one cmdlet) to: ${text}`, {
    kind: "timedOut",
    cmdlet: text,
  });
}

function noModule({ path: program, modules, advice }: Executable, why: string): LyncError {
  // The simulator imports none: what it says is all.
  if (modules.length === 0) return new LyncError(why, { kind: "cannotStart" });
  return new LyncError(`PowerShell ("${program}") has no module ${modules.map((name) => `"${name}"`).join(" or ")}: ${why}. ${advice}`, {
    kind: "moduleMissing",
  });
}
