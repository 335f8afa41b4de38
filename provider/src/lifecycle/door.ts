import { LyncError } from "../errors";
import { bounded } from "../bounded";
import { findingText, type Finding } from "../finding";
import { propertiesOfState, type Properties } from "../stack/bag";
import { PartialFailure } from "./partialFailure";

// The message of a failure travels in the trailer of a gRPC response, with up to nine bytes for
// each character. A response with more than 64 KiB in its trailer is never sent, and the engine
// waits forever. The properties of a partial failure are in another trailer, which takes more:
// 4,000 CA certificates (336 KB) arrived.
const messageLength = 3000;
const reasonsLength = 6000;

/**
 * What the engine must keep of a resource that a verb changed, in addition to what the verb
 * returns.
 */
export interface Kept {
  id?: string;
  /**
   * The engine's `__provider`. Without it, the resource could never be changed or deleted again.
   */
  provider?: unknown;
  projectFolder?: string | undefined;
}

/**
 * Passes every verb's result on to the engine. Two things would make the engine wait forever: a
 * value of `undefined` in what is sent, and a failure that is too large. This function removes such
 * values and shortens such failures.
 *
 * @param kept what a partial failure adds to the state, because it replaces the whole state.
 */
export async function crossing<T>(verb: () => Promise<T>, kept: Kept = {}): Promise<T> {
  try {
    return withoutUndefined(await verb());
  } catch (error) {
    throw failureOf(error, kept);
  }
}

/**
 * A value in a form that can be sent: without `undefined`. In a list, where positions count, null
 * replaces it.
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
  // The provider process prints the text and stack of what check, diff, read and delete throw, next
  // to the engine's own line. An expected failure has no useful stack, so only the engine shows its
  // text.
  const plain = new Error(boundedText(error, messageLength));
  plain.toString = () => "pulumi-lync";
  plain.stack = error.kind;
  return plain;
}

/** A partial failure as an error with the fields that the engine reads. */
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

/** Makes the error that the engine takes for a partial failure. */
export function partly({ state, reasons }: PartialFailure, { id = state.identity, provider, projectFolder }: Kept): EngineFailure {
  const each = Math.max(200, Math.floor(reasonsLength / Math.max(1, reasons.length)));
  const most = Math.floor(reasonsLength / each);
  const shown = reasons.slice(0, most).map((reason) => boundedText(reason, each));
  if (reasons.length > most) shown.push(`Reasons that are not shown: ${reasons.length - most}.`);
  const properties = { ...propertiesOfState({ ...state, projectFolder }), __provider: provider };
  return new EngineFailure(id, withoutUndefined(properties), shown);
}

/** A text of limited length that keeps its code. */
function boundedText({ code, message }: Pick<Finding, "code" | "message">, length: number): string {
  return findingText({ code, message: bounded(message, length) });
}

/** A bug in this package: its stack is kept, because it helps to find the cause. */
function unforeseen(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(bounded(String(error), messageLength));
  error.message = bounded(error.message, messageLength);
  return error;
}
