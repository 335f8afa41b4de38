import { readFileSync } from "node:fs";
import * as path from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { defined } from "../defined";
import { LyncError } from "../errors";
import { findingText, warningLine } from "../finding";
import { Mask, secretValues } from "../cmdlets/mask";
import { sourceFolder, type Executable } from "./executable";
import type { CmdletLog } from "./log";
import type { Call, CallResult } from "../cmdlets/call";
import {
  agentLineEnd,
  convertMark,
  doneMark,
  findAnswer,
  findMode,
  findVersion,
  frameEnd,
  modeKnownMark,
  modeLines,
  nextMark,
  readyMark,
  requestLines,
  sessionBrokenId,
  type Answer,
  type Opening,
  type Request,
  type SessionAbout,
} from "./protocol";
import {
  asStartFailure,
  lateCmdlet,
  lateConversion,
  noAnswer,
  notOpened,
  notStarted,
  refused,
  refuseEmpty,
  refuseIncomplete,
  refuseMode,
  refuseVersion,
} from "./sessionErrors";
import { startShell, type Hear, type Shell } from "./shell";
import { processSignIns, type SignIns } from "./signIns";
import { within, type Restart } from "./within";

// How long a read may still run when the session is closed. Nothing waits for its result any more.
const graceMilliseconds = 2500;

/** The part of a request that an open session handles. */
type Asked = Pick<Request, "calls" | "describe">;

export interface SessionOptions {
  executable: Executable;
  /** The cmdlets whose parameters `opening` returns. @default none */
  cmdlets?: readonly string[];
  /** The time limit for one cmdlet. */
  timeoutSeconds: number;
  /** The time limit for the start. A busy Windows machine takes up to 3 minutes. @default 240 */
  startTimeoutSeconds?: number;
  /**
   * The time limit to convert and transfer the objects of one cmdlet. 5,000 collections take
   * seconds.
   * @default 120
   */
  conversionSeconds?: number;
  /** How long an unused session is kept. @default 60 */
  idleSeconds?: number;
  /** The log that records each cmdlet. */
  log?: CmdletLog;
  /** The record of sign-ins that this session shares. @default that of the process */
  signIns?: SignIns;
}

export interface CloseOptions {
  /**
   * How long a request in progress may still take. Without it, a write may take as long as the time
   * limits of its cmdlets allow.
   */
  graceMilliseconds?: number;
}

/**
 * One PowerShell process that the first request starts and that all later requests use, one after
 * the other. If it is late, has died or prints something unreadable, it is ended, and the next
 * request starts a new one.
 */
export class Session {
  readonly #options: Omit<Required<SessionOptions>, "log">;
  readonly #log: CmdletLog | undefined;
  /** Set as soon as the process starts, so that one that hangs at its start can be ended. */
  #shell: Shell | undefined;
  #opening: Opening | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #underWay: "opening" | readonly Call[] | undefined;
  #idle: NodeJS.Timeout | undefined;
  #waiting = 0;
  #closed = false;
  #lastId = 0;
  readonly #secrets = new Map<string, unknown>();
  #mask = new Mask([]);

  constructor({ log, ...options }: SessionOptions) {
    this.#options = { cmdlets: [], startTimeoutSeconds: 240, conversionSeconds: 120, idleSeconds: 60, signIns: processSignIns, ...options };
    this.#log = log;
  }

  /** How many requests are running or waiting. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether a write is running. */
  get isWriting(): boolean {
    return this.#underWay !== undefined && this.#underWay !== "opening" && this.#underWay.some(isWrite);
  }

  /** Runs the calls in order, up to the first that fails. Returns the results of those that ran. */
  run(calls: readonly Call[]): Promise<CallResult[]> {
    return this.#inTurn(async () => {
      const began = performance.now();
      const mask = this.#masking(calls);
      try {
        const results = mask.results((await this.#ask({ calls }, mask)).results);
        this.#log?.succeeded(calls, results);
        return results;
      } catch (unmasked) {
        const error = mask.error(unmasked);
        if (error instanceof LyncError) this.#log?.failed(calls, error, Math.round(performance.now() - began));
        throw error;
      } finally {
        this.#underWay = undefined;
      }
    });
  }

  /** Masks the secrets of all calls so far, because late output may be about an earlier call. */
  #masking(calls: readonly Call[]): Mask {
    const before = this.#secrets.size;
    for (const value of secretValues(calls)) this.#secrets.set(JSON.stringify(value), value);
    if (this.#secrets.size > before) this.#mask = new Mask([...this.#secrets.values()]);
    return this.#mask;
  }

  /** What the session reported when it was opened. Opens it if it was never open. */
  opening(): Promise<Opening> {
    if (this.#opening !== undefined) return Promise.resolve(this.#opening);
    return this.#inTurn(async () => {
      if (this.#opening === undefined) await this.#ready().finally(() => (this.#underWay = undefined));
      return this.#opening ?? Promise.reject(new LyncError("The PowerShell session did not open.", { kind: "sessionLost" }));
    });
  }

  /** Facts about the session as it is now. Opens it if it is not open. */
  about(): Promise<SessionAbout> {
    return this.#inTurn(async () => {
      const { about } = await this.#ask({ calls: [], describe: true }, this.#mask).finally(() => (this.#underWay = undefined));
      return about ?? Promise.reject(new LyncError("PowerShell did not describe its session.", { kind: "badAnswer" }));
    });
  }

  /**
   * Ends the session for good. A running write may finish, and a running read gets a short grace. A
   * start is ended at once. Waiting requests are not started. May be called again with a shorter
   * grace.
   */
  async close(options: CloseOptions = {}): Promise<void> {
    this.#closed = true;
    if (this.#underWay === "opening") return this.#stop("kill");
    // A write ends by itself, when its answer arrives or when the time limit of a cmdlet has
    // passed.
    const isPatient = this.isWriting && options.graceMilliseconds === undefined;
    const grace = isPatient ? [] : [pause(options.graceMilliseconds ?? graceMilliseconds, "late" as const, { ref: false })];
    const outcome = await Promise.race([this.#queue, ...grace]);
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

  async #ask(asked: Asked, mask: Mask, isAgain = false): Promise<Answer> {
    const shell = await this.#ready();
    const { calls } = asked;
    this.#underWay = calls;
    try {
      const answer = await this.#exchange(shell, asked, mask);
      if (answer.error?.id.startsWith(sessionBrokenId) !== true || isAgain) {
        if (answer.error !== null) throw refused(answer.error);
        refuseIncomplete(calls, answer.results);
        refuseEmpty(calls, answer.results, shell.printed.errors(mask));
        return answer;
      }
    } catch (error) {
      // Otherwise its late output would mix with the next answer.
      await this.#stop("kill");
      throw error;
    }
    // The session at the server broke while it was not in use, and nothing was run.
    await this.#stop("kill");
    return this.#ask(asked, mask, true);
  }

  #exchange(shell: Shell, asked: Asked, mask: Mask): Promise<Answer> {
    const { timeoutSeconds, conversionSeconds } = this.#options;
    const { calls } = asked;
    const request = { id: ++this.#lastId, ...asked };
    let isConverting = false;
    const said = (): string => shell.printed.said(mask);
    const hear =
      (restart: Restart): Hear<Answer> =>
      (mark, printed) => {
        if (mark === nextMark || mark === convertMark) {
          isConverting = mark === convertMark;
          restart(isConverting ? conversionSeconds : timeoutSeconds);
        }
        if (mark === frameEnd) return findAnswer(printed.output, request.id);
        if (mark === doneMark(request.id)) throw noAnswer(said());
        return undefined;
      };
    return within(
      timeoutSeconds,
      (restart) => shell.exchange(requestLines(request), hear(restart), mask),
      () => (isConverting ? lateConversion(calls, conversionSeconds, said()) : lateCmdlet(calls, timeoutSeconds, said())),
    );
  }

  async #ready(): Promise<Shell> {
    this.#requireUsable();
    // A process that died while it was not in use is replaced without an error.
    if (this.#shell?.isAlive() === true) return this.#shell;
    this.#underWay = "opening";
    await this.#shell?.kill();
    this.#requireUsable();
    const { executable, signIns } = this.#options;
    const { remote } = executable;
    if (remote === undefined) return this.#start();
    return signIns.attempt(remote, () => {
      this.#requireUsable();
      return this.#start();
    });
  }

  #requireUsable(): void {
    if (this.#closed) throw new LyncError("The PowerShell session was closed before this could run.", { kind: "sessionLost" });
    const { executable, signIns } = this.#options;
    const refusal = executable.remote === undefined ? undefined : signIns.refusal(executable.remote);
    if (refusal !== undefined) throw refusal;
  }

  async #start(): Promise<Shell> {
    const { executable, startTimeoutSeconds, signIns } = this.#options;
    const { remote } = executable;
    const shell = startShell(executable);
    this.#shell = shell;
    const mask = Mask.ofSignIn(remote);
    // In a language mode in which nothing runs, nothing is printed.
    const progress = { isModeKnown: false };
    try {
      this.#opening = await within(
        startTimeoutSeconds,
        () => this.#open(shell, mask, progress),
        () => notStarted(executable, { seconds: startTimeoutSeconds, ...progress, said: shell.printed.said(mask) }),
      );
      for (const warning of this.#opening.warnings) {
        const message = `The import of ${this.#opening.module} reported an error and continued: ${mask.hide(warning)}`;
        process.stderr.write(`${warningLine("PowerShell", findingText({ code: "importIncomplete", message }))}\n`);
      }
      return shell;
    } catch (unmasked) {
      await this.#stop("kill");
      const error = mask.error(unmasked);
      if (remote !== undefined && error instanceof LyncError && error.kind === "accessDenied") signIns.refuse(remote, error);
      throw asStartFailure(error, executable);
    }
  }

  /** Sends the agent to a new PowerShell, and makes it import the module or sign in. */
  async #open(shell: Shell, mask: Mask, progress: { isModeKnown: boolean }): Promise<Opening> {
    const { executable, cmdlets } = this.#options;
    const { modules, remote } = executable;
    const said = (): string => shell.printed.said(mask);
    await shell.exchange(
      [...modeLines, agentLine()],
      (mark, printed) => {
        if (mark === modeKnownMark) {
          progress.isModeKnown = true;
          refuseMode(executable, findMode(printed.output), said());
          refuseVersion(executable, findVersion(printed.output));
        }
        return mark === readyMark ? true : undefined;
      },
      mask,
    );
    const open: Request["open"] = defined({ modules, cmdlets, remote });
    const request = { id: ++this.#lastId, open, calls: [] };
    const { opening, error } = await shell.exchange(
      requestLines(request),
      (mark, printed) => {
        if (mark === frameEnd) return findAnswer(printed.output, request.id);
        if (mark === doneMark(request.id)) throw noAnswer(said());
        return undefined;
      },
      mask,
    );
    if (opening === null) throw notOpened(executable, error, said());
    return opening;
  }

  async #stop(how: "end" | "kill"): Promise<void> {
    clearTimeout(this.#idle);
    const shell = this.#shell;
    this.#shell = undefined;
    if (shell === undefined) return;
    await shell[how]();
  }
}

function isWrite({ cmdlet, parameters }: Call): boolean {
  return !cmdlet.startsWith("Get-") && parameters.InMemory !== true;
}

/**
 * The line that sends the agent to a new PowerShell. The whole script is one line, because
 * PowerShell reads standard input statement by statement.
 */
export function agentLine(): string {
  const script = readFileSync(path.join(sourceFolder, "powershell", "agent.ps1")).toString("base64");
  return `. ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${script}'))))${agentLineEnd}`;
}
