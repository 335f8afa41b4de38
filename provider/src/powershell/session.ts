import { readFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { LyncError } from "../errors";
import { commandText } from "./commandText";
import { sourceFolder, type Executable } from "./executable";
import { findAnswer, requestLine, type Call, type CallResult, type Opening, type Request } from "./protocol";
import { startShell, type Shell } from "./shell";

// The engine waits five seconds for a provider to end: this for the call that is under way, and a second for the process.
const graceMilliseconds = 2500;
const closeMilliseconds = 1000;

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
  #running: Promise<Shell> | undefined;
  #opening: Opening | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #waiting = 0;
  #closed = false;
  #lastId = 0;

  constructor(options: SessionOptions) {
    this.#options = { cmdlets: [], startTimeoutSeconds: 240, idleSeconds: 60, ...options };
  }

  /** How many requests run or wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Runs the calls in order, up to the first that fails. The results are of those that ran. */
  run(calls: readonly Call[]): Promise<CallResult[]> {
    return this.#inTurn(() => this.#ask(calls));
  }

  /** What the session said of its module when it was opened; opens it where it never was. */
  opening(): Promise<Opening> {
    return this.#inTurn(async () => {
      if (this.#opening === undefined) await this.#ready();
      return this.#opening ?? Promise.reject(new LyncError("The session did not open", { kind: "sessionLost" }));
    });
  }

  /** Ends the session for good: what is under way may finish for a moment, what waits behind it is not begun. */
  async close(): Promise<void> {
    this.#closed = true;
    const grace = pause(graceMilliseconds, "late" as const, { ref: false });
    const outcome = await Promise.race([this.#queue, grace]);
    await this.#stop(outcome === "late" ? "kill" : "end");
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
      if (this.#waiting === 0) this.#stopWhenIdle();
    }
  }

  #stopWhenIdle(): void {
    this.#idle = setTimeout(() => void this.#stop("end"), this.#options.idleSeconds * 1000).unref();
  }

  async #ask(calls: readonly Call[]): Promise<CallResult[]> {
    const shell = await this.#ready();
    const request = { id: ++this.#lastId, calls };
    try {
      const printed = await within(this.#options.timeoutSeconds * calls.length, shell.invoke(requestLine(request)), late(calls));
      const answer = findAnswer(printed.output, request.id);
      if (answer.error !== null) throw new LyncError(`The agent refused the request: ${answer.error.message}`, { kind: "badAnswer" });
      refuseSilence(calls, answer.results, printed.errors);
      return answer.results;
    } catch (error) {
      // Its late output would mix with the next answer.
      await this.#stop("kill");
      throw error;
    }
  }

  async #ready(): Promise<Shell> {
    if (this.#closed) throw new LyncError("The session was closed before this could run", { kind: "sessionLost" });
    // One that died while nobody used it is nobody's failure.
    const running = await this.#running;
    if (running?.isAlive() === true) return running;
    await running?.kill();
    this.#running = this.#start();
    return this.#running;
  }

  async #start(): Promise<Shell> {
    const { executable, cmdlets, startTimeoutSeconds } = this.#options;
    const { modules, remote } = executable;
    const shell = startShell(executable);
    try {
      const open: Request["open"] = { modules, cmdlets, ...(remote === undefined ? {} : { remote }) };
      const request = { id: ++this.#lastId, open, calls: [] };
      const { output } = await within(startTimeoutSeconds, shell.invoke(`${loadAgent()}; ${requestLine(request)}`), notStarted(executable));
      const { opening, error } = findAnswer(output, request.id);
      if (opening === null) throw notOpened(executable, error?.message ?? "it did not say why");
      this.#opening = opening;
      return shell;
    } catch (error) {
      await shell.kill();
      this.#running = undefined;
      throw asStartFailure(error, executable);
    }
  }

  async #stop(how: "end" | "kill"): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = undefined;
    const shell = await running?.catch(() => undefined);
    if (shell === undefined) return;
    // What is open on the server does not end with this process at once.
    if (how === "end" && this.#options.executable.remote !== undefined && shell.isAlive()) {
      await Promise.race([shell.invoke("Close-LyncSession").catch(() => undefined), pause(closeMilliseconds, undefined, { ref: false })]);
    }
    await shell[how]();
  }
}

// PowerShell reads a redirected standard input statement by statement, so the whole script goes as one line.
function loadAgent(): string {
  const script = readFileSync(path.join(sourceFolder, "powershell", "agent.ps1")).toString("base64");
  return `. ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${script}'))))`;
}

async function within<T>(seconds: number, work: Promise<T>, failure: (seconds: number) => LyncError): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(failure(seconds));
    }, seconds * 1000);
  });
  // It may still reject, when the session is killed for being late.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** A Get that answers nothing, while something went to standard error, has failed: it must not read as "there is none". */
function refuseSilence(calls: readonly Call[], results: readonly CallResult[], errors: string): void {
  const said = stripVTControlCharacters(errors).replace(/\s+/g, " ").trim();
  if (said === "") return;
  for (const [index, { error, objects }] of results.entries()) {
    const call = calls[index];
    if (call?.select === undefined || !call.cmdlet.startsWith("Get-") || error !== null || objects.length > 0) continue;
    const text = commandText(call);
    throw new LyncError(`${text} answered nothing, and PowerShell printed an error: ${said.slice(0, 300)}`, {
      kind: "badAnswer",
      cmdlet: text,
    });
  }
}

function late(calls: readonly Call[]): (seconds: number) => LyncError {
  return (seconds) => {
    const text = calls.map(commandText).join("; ");
    return new LyncError(`No answer within ${seconds} seconds (lync:timeoutSeconds is for one cmdlet) to: ${text}`, {
      kind: "timedOut",
      cmdlet: text,
    });
  };
}

function notStarted({ path: program }: Executable): (seconds: number) => LyncError {
  return (seconds) => new LyncError(`PowerShell ("${program}") did not start within ${seconds} seconds`, { kind: "timedOut" });
}

function notOpened({ path: program, modules, remote, isSimulator, advice }: Executable, why: string): LyncError {
  if (remote !== undefined) {
    return new LyncError(
      `Cannot open a session at ${remote.connectionUri}: ${why}. Check lync:connectionUri, lync:authentication and the credentials`,
      {
        kind: "unreachable",
      },
    );
  }
  if (isSimulator) return new LyncError(why, { kind: "cannotStart" });
  const names = modules.map((name) => `"${name}"`).join(" or ");
  return new LyncError(`PowerShell ("${program}") has no module ${names}: ${why}. ${advice}`, { kind: "moduleMissing" });
}

function asStartFailure(error: unknown, { path: program, advice }: Executable): unknown {
  if (!(error instanceof LyncError) || error.kind !== "sessionLost") return error;
  return new LyncError(`Cannot start PowerShell ("${program}"): it ended before it had answered. ${advice}`, {
    kind: "cannotStart",
    cause: error,
  });
}
