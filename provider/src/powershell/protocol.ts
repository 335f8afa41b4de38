import type { Call, CallError, CallResult } from "../cmdlets/call";
import type { Remote } from "../stackConfig";
import type { CsMade, CsScalar, CsValue } from "../configurations/csValue";
import { defined } from "../defined";
import { LyncError } from "../errors";
import { isObject } from "../isObject";

/** What a request as a whole failed with. */
export interface RequestError extends CallError {
  /** How long it took to fail. */
  milliseconds?: number;
}

/**
 * The id of an error when the session at the remote endpoint broke. As a request's error it says
 * that nothing was run. As a call's, it is unknown how far that call came.
 */
export const sessionBrokenId = "LyncSessionBroken";

/** The id of a call's error when the role of the remote account does not have the cmdlet. */
export const roleLacksId = "LyncRoleLacksCmdlet";

/** What a session says of itself once it is open. */
export interface Opening {
  /** The module whose cmdlets it runs, with its version. */
  module: string;
  version: string;
  /** The parameters that the cmdlets asked about have, by cmdlet. */
  parameters: Record<string, string[]>;
  /** What the import complained of before it went on. */
  warnings: string[];
}

/** What a session is. What cannot be told of it is null. */
export interface SessionAbout {
  /** PowerShell's version, such as `5.1.14393.0`; null where the simulator runs in Node.js. */
  powershell: string | null;
  /** `Desktop` for Windows PowerShell, otherwise `Core`. */
  edition: string | null;
  languageMode: string | null;
  /** The execution policy in effect. */
  executionPolicy: string | null;
  /** The account that the session runs as, such as `CONTOSO\\admin`. */
  account: string;
  /**
   * Whether the account's token has the group RTCUniversalServerAdmins; null at a remote endpoint,
   * too, where a role decides.
   */
  isServerAdmin: boolean | null;
  /** The operating system's name and version. */
  operatingSystem: string;
  /**
   * Those of the cmdlets that pulumi-lync runs which the module has, or which the role of the
   * remote account offers.
   */
  cmdlets: string[];
}

export interface Request {
  id: number;
  /** Only the first request of a session has it. */
  open?: {
    /** The modules to import, by name or path; the first that is there wins. */
    modules: readonly string[];
    /** The cmdlets to tell the parameters of. */
    cmdlets: readonly string[];
    /** Where the cmdlets are to run, if not here: then no module is imported. */
    remote?: Remote;
  };
  /** Whether the session is to describe itself. */
  describe?: true;
  calls: readonly Call[];
}

export interface Answer {
  id: number;
  opening: Opening | null;
  results: CallResult[];
  /** A failure of the request itself; the cmdlets' own stand in the results. */
  error: RequestError | null;
  /** What the session is, where the request asked for that. */
  about?: SessionAbout;
}

/**
 * The lines that a new PowerShell reads first: they print the language mode and PowerShell's
 * version, so that one that cannot run the agent is known at once. A mode that cannot run the first
 * lines prints the last alone.
 */
export const modeLines = [
  '"#lync-mode:$($ExecutionContext.SessionState.LanguageMode):lync-mode#"',
  '"#lync-version:$($PSVersionTable.PSVersion):lync-version#"',
  "'#lync-mode-known#'",
] as const;

/** What the last of `modeLines` prints. */
export const modeKnownMark = "#lync-mode-known#";

/** Finds what the first of `modeLines` printed. */
export function findMode(printed: string): string | undefined {
  return /#lync-mode:(\w+):lync-mode#/.exec(printed)?.[1];
}

/** Finds what the second of `modeLines` printed. */
export function findVersion(printed: string): string | undefined {
  return /#lync-version:([\w.+-]+):lync-version#/.exec(printed)?.[1];
}

/** How the line that gives a PowerShell the agent ends. After it, every line is data. */
export const agentLineEnd = "; Start-LyncAgent";

/**
 * What the agent prints once it reads requests. Nothing is sent before that, so that no other
 * reader can take it.
 */
export const readyMark = "#lync-ready#";
/** What it prints before each call but the first: each has the whole limit of one cmdlet. */
export const nextMark = "#lync-next#";
/**
 * What it prints when a cmdlet has returned objects, before it converts them: that has a limit of
 * its own.
 */
export const convertMark = "#lync-convert#";
/** What it prints behind an answer: nothing more comes. */
export function doneMark(id: number): string {
  return `#lync-done:${id}#`;
}

const frameStart = "#lync-answer:";
export const frameEnd = ":lync-answer#";

/**
 * The lines that ask a session: the request, and a line for each secret. They are data: no value is
 * ever part of a command's text, and the agent binds a secret to nothing but its Cs cmdlet.
 */
export function requestLines({ id, open, describe, calls }: Request): string[] {
  const secrets: string[] = [];
  const remote = open?.remote && protectParameters({ ...open.remote }, ["password"], secrets);
  // JSON has no undefined: what is, is left out.
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

/** Reads requests out of their lines, as the agent does. */
export class RequestReader {
  #first: string | undefined;
  #secrets: string[] = [];

  /** Takes the next line; returns the request that it completes. */
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

/** An answer in its frame, and the mark behind it. */
export function frameAnswer(answer: Answer): string {
  return `${frameStart}${toBase64(JSON.stringify(answer))}${frameEnd}\n${doneMark(answer.id)}`;
}

/**
 * Finds the answer to one request inside what a session printed: hosts and modules print what they
 * like around it, on its line too. Undefined as long as there is no whole frame.
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
  // Which of them is true, nobody knows.
  if (answers.length > 1) throw new LyncError(`PowerShell returned ${answers.length} answers to one request`, { kind: "badAnswer" });
  return answers[0];
}

function decodeAnswer(encoded: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(fromBase64(encoded));
    return isAnswer(answer) ? answer : undefined;
  } catch {
    // Half a frame, or noise that looks like one: the caller goes on looking and fails when there
    // is no other.
    return undefined;
  }
}

// An answer that lacks a field must not read as one that found nothing.
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
 * Each text with a sign before it, because ConvertFrom-Json turns one that looks like a date into a
 * DateTime: `=` before the text itself, `*` before the number of a secret, which joins `secrets`,
 * and `?` before that of a secret Boolean.
 */
function protectParameters(parameters: Record<string, CsValue>, secret: readonly string[], secrets: string[]): Record<string, CsValue> {
  const plain = (scalar: CsScalar): CsScalar => (typeof scalar === "string" ? `=${scalar}` : scalar);
  const hidden = (scalar: CsScalar): CsScalar => {
    if (scalar === null) return null;
    // A parameter takes a number's text as well, but no Boolean's.
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

// Bytes that are no UTF-8 are no answer: a letter that was replaced would be taken for the
// server's.
function fromBase64(text: string): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64"));
}
