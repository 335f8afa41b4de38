import { LyncError } from "../errors";
import { bounded } from "../bounded";
import { findingText, type Finding } from "../finding";
import { propertiesOfState, type Properties } from "../stack/bag";
import { PartialFailure } from "./partialFailure";

// The message of a failure travels in the trailer of an answer, up to nine bytes a character. With
// more than 64 KiB in it the answer is never sent, and the engine waits for ever. The properties of
// a partial failure are in another trailer, which takes more: 4,000 CA certificates, 336 KB,
// arrived.
const messageLength = 3000;
const reasonsLength = 6000;

/** What a resource that a verb changed has in the engine beside what the verb answers. */
export interface Kept {
  id?: string;
  /** The engine's `__provider`: without it the resource could never be touched again. */
  provider?: unknown;
  projectFolder?: string | undefined;
}

/**
 * The way of every verb's result to the engine. Two things would make the engine wait for ever: a
 * value of `undefined` in what is sent, and a failure that is too large. Neither passes here.
 *
 * @param kept what a partial failure puts into the state, which it replaces whole.
 */
export async function crossing<T>(verb: () => Promise<T>, kept: Kept = {}): Promise<T> {
  try {
    return withoutUndefined(await verb());
  } catch (error) {
    throw failureOf(error, kept);
  }
}

/**
 * A value as it can be sent: without what is `undefined`; in a list, where places count, null in
 * its place.
 */
export function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map((part: unknown) => (part === undefined ? null : withoutUndefined(part))) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutUndefined(part as unknown)])) as T;
}

function failureOf(error: unknown, kept: Kept): Error {
  if (error instanceof PartialFailure) return partly(error, kept);
  if (!(error instanceof LyncError)) return unforeseen(error);
  // The provider process prints what check, diff, read and delete throw, text and stack, beside the
  // engine's own line of it. An expected failure has no stack to show, and says its words once, to
  // the engine.
  const plain = new Error(boundedText(error, messageLength));
  plain.toString = () => "pulumi-lync";
  plain.stack = error.kind;
  return plain;
}

/** A partial failure as the engine takes it: an error with these. */
export class EngineFailure extends Error {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: string[];

  constructor(id: string, properties: Properties, reasons: string[]) {
    super(bounded(reasons.join("; "), messageLength));
    this.id = id;
    this.properties = properties;
    this.reasons = reasons;
  }
}

/** A partial failure, by what the engine takes for one. */
export function partly({ state, reasons }: PartialFailure, { id = state.identity, provider, projectFolder }: Kept): EngineFailure {
  const each = Math.max(200, Math.floor(reasonsLength / Math.max(1, reasons.length)));
  const most = Math.floor(reasonsLength / each);
  const shown = reasons.slice(0, most).map((reason) => boundedText(reason, each));
  if (reasons.length > most) shown.push(`and ${reasons.length - most} more`);
  const properties = { ...propertiesOfState({ ...state, projectFolder }), __provider: provider };
  return new EngineFailure(id, withoutUndefined(properties), shown);
}

/** A text of bounded length, which keeps its code. */
function boundedText({ code, message }: Pick<Finding, "code" | "message">, length: number): string {
  return findingText({ code, message: bounded(message, length) });
}

/** A fault of ours: its stack is what helps. */
function unforeseen(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(bounded(String(error), messageLength));
  error.message = bounded(error.message, messageLength);
  return error;
}
