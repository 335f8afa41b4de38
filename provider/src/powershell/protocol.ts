import type { CsMade, CsValue } from "../configurations/csValue";
import { LyncError } from "../errors";

/** One cmdlet to run. */
export interface Call {
  cmdlet: string;
  parameters: Record<string, CsValue>;
  /** The properties wanted of each object that it answers; none by default. */
  select?: readonly string[];
  /** The parameters whose values stand in no message and no log. It is not sent. */
  secret?: readonly string[];
  /** In a plan, which is never sent: the parameters whose values nobody knows yet. */
  unknown?: readonly string[];
}

/** What a cmdlet failed with, as PowerShell's error record has it. */
export interface CallError {
  category: string;
  id: string;
  message: string;
  target: string;
}

/** What a request as a whole failed with. */
export interface RequestError extends CallError {
  /** How long it took to fail. */
  milliseconds?: number;
}

/** What became of one call. After a failed one, the rest of its request is not run and has no result. */
export interface CallResult {
  objects: Record<string, unknown>[];
  warnings: string[];
  milliseconds: number;
  error: CallError | null;
}

/** What a session says of itself once it is open. */
export interface Opening {
  /** The module whose cmdlets it runs, with its version. */
  module: string;
  version: string;
  /** The parameters that the cmdlets asked about have, by cmdlet. */
  parameters: Record<string, string[]>;
}

/** A remote endpoint, and who signs in to it. */
export interface Remote {
  connectionUri: string;
  authentication: string;
  /** Both or neither; the account that Pulumi runs as, where there are none. */
  username?: string;
  password?: string;
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
  calls: readonly Call[];
}

export interface Answer {
  id: number;
  opening: Opening | null;
  results: CallResult[];
  /** A failure of the request itself; the cmdlets' own stand in the results. */
  error: RequestError | null;
}

/** What is printed after each call but the last: each has the whole limit of one cmdlet. */
export const nextMark = "#lync-next#";

const frameStart = "#lync-answer:";
const frameEnd = ":lync-answer#";

/** The one line that asks a session: no value is ever part of a command's text. */
export function requestLine(request: Request): string {
  const { open, calls } = request;
  const remote = open?.remote === undefined ? {} : { remote: mapValues(open.remote as unknown as Record<string, CsValue>, protect) };
  const opening = open === undefined ? {} : { open: { ...open, ...remote } };
  return `Invoke-LyncRequest '${toBase64({ ...request, ...opening, calls: mapParameters(calls, protect) })}'`;
}

/** Reads the request out of its line; undefined for any other line. */
export function parseRequestLine(line: string): Request | undefined {
  const encoded = /(?:^|; )Invoke-LyncRequest '([A-Za-z0-9+/=]*)'$/.exec(line)?.[1];
  if (encoded === undefined) return undefined;
  const request = fromBase64(encoded) as Request;
  return { ...request, calls: mapParameters(request.calls, unprotect) };
}

/** An answer in its frame. */
export function frameAnswer(answer: Answer): string {
  return `${frameStart}${toBase64(answer)}${frameEnd}`;
}

/**
 * Finds the answer to one request inside all that a session printed: hosts and modules print what they like around it, on its line too.
 * Output without the frame is never a success.
 */
export function findAnswer(output: string, id: number): Answer {
  const answers = output
    .split(frameStart)
    .slice(1)
    .flatMap((piece) => {
      const end = piece.indexOf(frameEnd);
      return end < 0 ? [] : (decodeAnswer(piece.slice(0, end)) ?? []);
    })
    .filter((answer) => answer.id === id);
  const [answer, ...more] = answers;
  if (answer === undefined) throw new LyncError(`PowerShell's answer has no whole frame: ${quoteStart(output)}`, { kind: "badAnswer" });
  // Which of them is true, nobody knows.
  if (more.length > 0) throw new LyncError(`PowerShell answered ${answers.length} times: ${quoteStart(output)}`, { kind: "badAnswer" });
  return answer;
}

function decodeAnswer(encoded: string): Answer | undefined {
  try {
    const answer = fromBase64(encoded);
    return isAnswer(answer) ? answer : undefined;
  } catch {
    // Half a frame, or noise that looks like one: the caller goes on looking and fails when there is no other.
    return undefined;
  }
}

// An answer that lacks a field must not read as one that found nothing.
function isAnswer(value: unknown): value is Answer {
  if (!isObject(value)) return false;
  const { id, opening, results, error } = value;
  return typeof id === "number" && (opening === null || isOpening(opening)) && isArrayOf(results, isResult) && isError(error);
}

function isOpening(value: unknown): value is Opening {
  if (!isObject(value)) return false;
  const { module, version, parameters } = value;
  if (typeof module !== "string" || typeof version !== "string" || !isObject(parameters)) return false;
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

// ConvertFrom-Json turns a string that looks like a date into a DateTime; with a sign before it no string does.
const protect = (value: CsValue): CsValue => mapTexts(value, (text) => `=${text}`);
const unprotect = (value: CsValue): CsValue => mapTexts(value, (text) => text.slice(1));

function mapParameters(calls: readonly Call[], map: (value: CsValue) => CsValue): Call[] {
  return calls.map(({ cmdlet, parameters, select }) => ({
    cmdlet,
    parameters: mapValues(parameters, map),
    ...(select === undefined ? {} : { select }),
  }));
}

function mapTexts(value: CsValue, map: (text: string) => string): CsValue {
  if (typeof value === "string") return map(value);
  if (typeof value !== "object" || value === null) return value;
  const mapMade = ({ make, with: parameters }: CsMade): CsMade => ({
    make,
    with: mapValues(parameters, (scalar) => (typeof scalar === "string" ? map(scalar) : scalar)),
  });
  if ("make" in value) return mapMade(value);
  return Object.fromEntries(Object.entries(value).map(([key, made]) => [key, (made as CsMade[]).map(mapMade)]));
}

function mapValues<V>(values: Record<string, V>, map: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

function toBase64(value: unknown): string {
  return Buffer.from(JSON.stringify(value), "utf8").toString("base64");
}

// Bytes that are no UTF-8 are no answer: a letter that was replaced would be taken for the server's.
function fromBase64(text: string): unknown {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64")));
}

function quoteStart(output: string): string {
  const text = output.trim();
  return text === "" ? "it printed nothing" : JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text);
}
