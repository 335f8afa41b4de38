import type { Call, CallError, CallResult } from "../cmdlets/call";
import type { Remote } from "../stackConfig";
import type { CsMade, CsScalar, CsValue } from "../configurations/csValue";
import { defined } from "../defined";
import { LyncError } from "../errors";
import { isObject } from "../isObject";

/** The failure of a request as a whole. */
export interface RequestError extends CallError {
  /** How long it took to fail. */
  milliseconds?: number;
}

/**
 * The id of the error when the session at the remote endpoint broke. If it is the error of a
 * request, nothing was run. If it is the error of a call, the outcome of that call is unknown.
 */
export const sessionBrokenId = "LyncSessionBroken";

/** The id of a call's error when the role of the remote account does not have the cmdlet. */
export const roleLacksId = "LyncRoleLacksCmdlet";

/** What a session reports about itself when it is open. */
export interface Opening {
  /** The module whose cmdlets it runs. With cmdlets on another machine, the endpoint. */
  module: string;
  /** The module's version. With cmdlets on another machine, empty. */
  version: string;
  /** The parameters of each cmdlet in the request's `cmdlets`, by cmdlet. */
  parameters: Record<string, string[]>;
  /** The errors that the import reported and ignored. */
  warnings: string[];
}

/** Facts about a session. A fact that is unknown is null. */
export interface SessionAbout {
  /** PowerShell's version, such as `5.1.14393.0`. Null if the simulator runs in Node.js. */
  powershell: string | null;
  /** `Desktop` for Windows PowerShell, otherwise `Core`. */
  edition: string | null;
  languageMode: string | null;
  /** The execution policy in effect. */
  executionPolicy: string | null;
  /** The account that the session runs as, such as `CONTOSO\\admin`. */
  account: string;
  /**
   * Whether the account's token has the group RTCUniversalServerAdmins. Also null at a remote
   * endpoint, because a role decides there.
   */
  isServerAdmin: boolean | null;
  /** The operating system's name and version. */
  operatingSystem: string;
  /**
   * The cmdlets that pulumi-lync may run here: those that the module has, or that the role of the
   * remote account allows.
   */
  cmdlets: string[];
}

export interface Request {
  id: number;
  /** Only the first request of a session has it. */
  open?: {
    /** The modules to try to import, by name or path. The first that is installed wins. */
    modules: readonly string[];
    /** The cmdlets whose parameters the answer must list. */
    cmdlets: readonly string[];
    /** The endpoint at which the cmdlets run. If it is given, no module is imported. */
    remote?: Remote;
  };
  /** Whether the answer must have `about`. */
  describe?: true;
  calls: readonly Call[];
}

export interface Answer {
  id: number;
  opening: Opening | null;
  results: CallResult[];
  /** A failure of the request itself. Failures of cmdlets are in `results`. */
  error: RequestError | null;
  /** Facts about the session, if the request has `describe`. */
  about?: SessionAbout;
}

/**
 * The lines that a new PowerShell reads first. They print the language mode and PowerShell's
 * version, so that a PowerShell that cannot run the agent is recognised at once. In a language mode
 * that refuses the first two lines, only the last one prints.
 */
export const modeLines = [
  '"#lync-mode:$($ExecutionContext.SessionState.LanguageMode):lync-mode#"',
  '"#lync-version:$($PSVersionTable.PSVersion):lync-version#"',
  "'#lync-mode-known#'",
] as const;

/** The output of the last of `modeLines`. */
export const modeKnownMark = "#lync-mode-known#";

/** Finds the language mode that the first of `modeLines` printed. */
export function findMode(printed: string): string | undefined {
  return /#lync-mode:(\w+):lync-mode#/.exec(printed)?.[1];
}

/** Finds the version that the second of `modeLines` printed. */
export function findVersion(printed: string): string | undefined {
  return /#lync-version:([\w.+-]+):lync-version#/.exec(printed)?.[1];
}

/** The end of the line that sends the agent to a PowerShell. Every later line is data. */
export const agentLineEnd = "; Start-LyncAgent";

/**
 * The mark that the agent prints when it starts to read requests. Nothing is sent before that,
 * because something else could read it.
 */
export const readyMark = "#lync-ready#";
/** The mark before each call except the first. It restarts the time limit of one cmdlet. */
export const nextMark = "#lync-next#";
/** The mark before the objects of a cmdlet are converted, which has its own time limit. */
export const convertMark = "#lync-convert#";
/** The mark after an answer. It says that nothing more will follow. */
export function doneMark(id: number): string {
  return `#lync-done:${id}#`;
}

const frameStart = "#lync-answer:";
export const frameEnd = ":lync-answer#";

/**
 * The lines of a request: the request itself, and one line for each secret. They are data. No value
 * is ever part of a command's text, and the agent binds a secret only to its Cs cmdlet.
 */
export function requestLines({ id, open, describe, calls }: Request): string[] {
  const secrets: string[] = [];
  const remote = open?.remote && protectParameters({ ...open.remote }, ["password"], secrets);
  // JSON leaves out the fields that are undefined.
  const body = {
    open: open && { ...open, remote },
    describe,
    calls: calls.map(({ cmdlet, parameters, select, asText, secret = [] }) => ({
      cmdlet,
      parameters: protectParameters(parameters, secret, secrets),
      select,
      asText,
    })),
  };
  return [`${id} ${secrets.length} ${toBase64(JSON.stringify(body))}`, ...secrets.map(toBase64)];
}

/** Reads requests from their lines, as the agent does. */
export class RequestReader {
  #first: string | undefined;
  #secrets: string[] = [];

  /** Takes the next line. Returns the request that the line completes, if any. */
  read(line: string): Request | undefined {
    if (this.#first === undefined) this.#first = line;
    else this.#secrets.push(fromBase64(line));
    const [id = "", count = "", body = ""] = this.#first.split(" ");
    if (this.#secrets.length < Number(count)) return undefined;
    const secrets = this.#secrets;
    const { open, describe, calls } = JSON.parse(fromBase64(body)) as Omit<Request, "id">;
    this.#first = undefined;
    this.#secrets = [];
    const plain = (value: CsValue): CsValue => mapScalars(value, (scalar) => unprotect(scalar, secrets));
    return defined({
      id: Number(id),
      open,
      describe,
      calls: calls.map((call) => ({ ...call, parameters: mapValues(call.parameters, plain) })),
    });
  }
}

/** An answer in its frame, and the mark after it. */
export function frameAnswer(answer: Answer): string {
  return `${frameStart}${toBase64(JSON.stringify(answer))}${frameEnd}\n${doneMark(answer.id)}`;
}

/**
 * Finds the answer to one request in the output of a session. Hosts and modules may print anything
 * around it, even on the same line. Undefined until there is a complete frame.
 */
export function findAnswer(output: string, id: number): Answer | undefined {
  const answers = output
    .split(frameStart)
    .slice(1)
    .flatMap((piece) => {
      const end = piece.indexOf(frameEnd);
      return end < 0 ? [] : (decodeAnswer(piece.slice(0, end)) ?? []);
    })
    .filter((answer) => answer.id === id);
  // It is unknown which of these answers is the right one.
  if (answers.length > 1) throw new LyncError(`PowerShell returned ${answers.length} answers to one request.`, { kind: "badAnswer" });
  return answers[0];
}

function decodeAnswer(encoded: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(fromBase64(encoded));
    return isAnswer(answer) ? answer : undefined;
  } catch {
    // This is half a frame, or other output that looks like one. The caller looks for another frame
    // and fails if there is none.
    return undefined;
  }
}

// An answer without a field must not look like an answer that found nothing.
function isAnswer(value: unknown): value is Answer {
  if (!isObject(value)) return false;
  const { id, opening, results, error, about } = value;
  if (typeof id !== "number" || !(opening === null || isOpening(opening))) return false;
  return isArrayOf(results, isResult) && isError(error) && (about === undefined || isAbout(about));
}

function isAbout(value: unknown): value is SessionAbout {
  if (!isObject(value)) return false;
  const { account, operatingSystem, cmdlets, isServerAdmin } = value;
  const mayBeNull = ["powershell", "edition", "languageMode", "executionPolicy"].map((name) => value[name]);
  if (![isServerAdmin === null || typeof isServerAdmin === "boolean", isText(account), isText(operatingSystem)].every(Boolean))
    return false;
  return mayBeNull.every((text) => text === null || isText(text)) && isArrayOf(cmdlets, isText);
}

function isOpening(value: unknown): value is Opening {
  if (!isObject(value)) return false;
  const { module, version, parameters, warnings } = value;
  if (typeof module !== "string" || typeof version !== "string" || !isObject(parameters) || !isArrayOf(warnings, isText)) return false;
  return Object.values(parameters).every((names) => isArrayOf(names, isText));
}

function isResult(value: unknown): value is CallResult {
  if (!isObject(value)) return false;
  const { objects, warnings, milliseconds, error } = value;
  return isArrayOf(objects, isObject) && isArrayOf(warnings, isText) && typeof milliseconds === "number" && isError(error);
}

function isError(value: unknown): value is CallError | null {
  return value === null || (isObject(value) && ["category", "id", "message", "target"].every((name) => typeof value[name] === "string"));
}

function isArrayOf<T>(value: unknown, is: (element: unknown) => element is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/**
 * Puts a sign before each text, because ConvertFrom-Json turns a text that looks like a date into a
 * DateTime. `=` comes before the text itself. `*` comes before the number of a secret, and `?`
 * before the number of a secret Boolean. The secrets are added to `secrets`.
 */
function protectParameters(parameters: Record<string, CsValue>, secret: readonly string[], secrets: string[]): Record<string, CsValue> {
  const plain = (scalar: CsScalar): CsScalar => (typeof scalar === "string" ? `=${scalar}` : scalar);
  const hidden = (scalar: CsScalar): CsScalar => {
    if (scalar === null) return null;
    // A parameter accepts a number as text, but not a Boolean as text.
    return `${typeof scalar === "boolean" ? "?" : "*"}${secrets.push(String(scalar)) - 1}`;
  };
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, mapScalars(value, secret.includes(name) ? hidden : plain)]),
  );
}

function unprotect(scalar: CsScalar, secrets: readonly string[]): CsScalar {
  if (typeof scalar !== "string") return scalar;
  const secret = secrets[Number(scalar.slice(1))] ?? "";
  if (scalar.startsWith("?")) return secret === "true";
  return scalar.startsWith("*") ? secret : scalar.slice(1);
}

function mapScalars(value: CsValue, map: (scalar: CsScalar) => CsScalar): CsValue {
  if (typeof value !== "object" || value === null) return map(value);
  const mapMade = ({ make, with: parameters }: CsMade): CsMade => ({ make, with: mapValues(parameters, map) });
  if ("make" in value) return mapMade(value);
  return Object.fromEntries(Object.entries(value).map(([key, made]) => [key, (made as CsMade[]).map(mapMade)]));
}

function mapValues<V>(values: Record<string, V>, map: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

function toBase64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

// Bytes that are not UTF-8 are an error. Otherwise a replacement character would be taken for the
// server's own.
function fromBase64(text: string): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64"));
}
