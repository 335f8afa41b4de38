import { LyncError } from "../errors";
import { bounded } from "../bounded";
import { PartialFailure } from "./verification";

// The message of a failure travels in the trailer of an answer, up to nine bytes a character. With more than 64 KiB in it the answer is never sent, and the engine waits for ever. The
// properties of a partial failure are in another trailer, which takes more: 4,000 CA certificates, 336 KB, arrived.
const messageLength = 3000;
const reasonsLength = 6000;

/**
 * The way of every verb's result to the engine. Two things would make the engine wait for ever: a value of `undefined` in what is sent, and a failure that is too large. Neither passes here.
 */
export async function crossing<T>(verb: () => Promise<T>): Promise<T> {
  try {
    return withoutUndefined(await verb());
  } catch (error) {
    throw failureOf(error);
  }
}

/** A value as it can be sent: without what is `undefined`; in a list, where places count, null in its place. */
export function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map((part: unknown) => (part === undefined ? null : withoutUndefined(part))) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutUndefined(part as unknown)])) as T;
}

function failureOf(error: unknown): Error {
  if (error instanceof PartialFailure) return partialFailureOf(error);
  if (!(error instanceof LyncError)) return unforeseen(error);
  // The provider process prints what check, diff, read and delete throw, text and stack, beside the engine's own line of it. An expected failure has no stack to show, and says
  // its words once, to the engine.
  const plain = new Error(bounded(error.message, messageLength));
  plain.toString = () => "pulumi-lync";
  plain.stack = error.kind;
  return plain;
}

function partialFailureOf({ id, properties, reasons }: PartialFailure): PartialFailure {
  const { __provider: provider, ...rest } = properties;
  const each = Math.max(200, Math.floor(reasonsLength / Math.max(1, reasons.length)));
  const most = Math.floor(reasonsLength / each);
  const shown = reasons.slice(0, most).map((reason) => bounded(reason, each));
  if (reasons.length > most) shown.push(`and ${reasons.length - most} more`);
  const failure = new PartialFailure(id, withoutUndefined(rest), provider, shown);
  failure.message = bounded(failure.message, messageLength);
  return failure;
}

/** A fault of ours: its stack is what helps. */
function unforeseen(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(bounded(String(error), messageLength));
  error.message = bounded(error.message, messageLength);
  return error;
}
