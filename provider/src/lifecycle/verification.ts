import { differing, isUnread, meaningOf, type Noun, type Values } from "../configurations/noun";
import { omit, pick } from "../configurations/values";
import { defined } from "../defined";
import type { Collection } from "../deployment/deployment";
import { unreadDeclaredText } from "../deployment/unread";
import { LyncError } from "../errors";
import { nonEmpty, secretsOf, type Declared, type Records, type State } from "../stack/declared";
import { stateOf } from "./answers";
import { differenceText } from "./differenceText";
import { PartialFailure } from "./partialFailure";
import { withoutOuterSecrets } from "./secrecy";

/** A write, and what is known of the collection. */
export interface Written {
  /** What the state is to remember the deployment by. */
  deployment: string;
  declared: Declared;
  /**
   * What was written. What it carries beyond the declared settings is verified, too, and stays in
   * the state as undone until it is.
   */
  wanted: Values;
  /**
   * Settings that are no longer declared, with the values that they are to go back to, and what the
   * state has of the collection until now.
   */
  undeclared?: { reset: Values; before: Declared };
  /** What the Get after the write found. */
  found: Promise<Collection>;
}

/**
 * Awaits a write and compares what was wanted with what a Get then found; answers the state.
 * @throws PartialFailure where they differ, or nobody knows.
 */
export async function verify(noun: Noun, written: Written): Promise<State> {
  const { deployment, declared, undeclared } = written;
  const reset = undeclared?.reset ?? {};
  const carried = omit(written.wanted, Object.keys({ ...declared.values, ...reset }));
  const unverified: Declared = { ...declared, records: { ...declared.records, ...nonEmpty({ undone: carried }) } };
  const found = await written.found.catch((error: unknown) => {
    throw isWritten(error) ? unknownState(written, unverified, error) : error;
  });
  const state = stateOf(noun, unverified, { found, deployment });
  const secrets = secretsOf(declared.records, undeclared?.before.records);
  const reasons = differences(noun, { ...written.wanted, ...declared.values, ...reset }, { found, secrets });
  const untaken = Object.keys(differing(noun, carried, found));
  if (untaken.length > 0)
    reasons.push(`${untaken.join(", ")}: inherited, and tried again by each update. To go without, declare startFrom: "defaults"`);
  if (reasons.length === 0) return state;
  // What was a secret until now, and is still there: the engine would not encrypt it any more, so
  // the state has to stay as it was, whole.
  const until = secretsOf(undeclared?.before.records).filter((property) => !secretsOf(declared.records).includes(property));
  if (Object.keys(differing(noun, declared.values, found)).some((property) => until.includes(property))) {
    throw new LyncError(`Not everything was set: ${reasons.join("; ")}`, { kind: "verificationFailed" });
  }
  const kept = stillToReset(written, { properties: Object.keys(differing(noun, reset, found)), found: found.values });
  if (kept === undefined) throw notSetBack(reasons);
  throw new PartialFailure(
    withKept(state, kept),
    reasons.map((message) => ({ code: "verificationFailed", message })),
  );
}

/** The failure of a write that was not all set back, in a sentence for each reason. */
export function notSetBack(reasons: readonly string[]): LyncError {
  return new LyncError(`Not everything was set back: ${reasons.join("; ")}`, { kind: "verificationFailed", code: "notSetBack" });
}

/** Whether something was written all the same, or may have been. */
function isWritten(error: unknown): error is LyncError {
  return error instanceof LyncError && (error.kind === "verificationFailed" || error.outcomeUnknown);
}

/**
 * Nobody knows the values: a state without them makes the next update set them all, or back. What
 * was there before stays written down.
 */
function unknownState(written: Written, { identity, options, records }: Declared, error: LyncError): Error {
  const { deployment, declared, undeclared } = written;
  const kept = stillToReset(written, { properties: Object.keys(undeclared?.reset ?? {}), found: {} });
  if (kept === undefined) return error;
  const told = { ...withoutOuterSecrets(records, secretsOf(declared.records)), written: Object.keys(declared.values) };
  const state: State = { identity, values: {}, options, records: told, signInMethods: undefined, deployment };
  return new PartialFailure(withKept(state, kept), [error]);
}

/** What has to stay in the state of settings that are no longer declared. */
type Kept = { values: Values } & Pick<Records, "previous">;

/**
 * What has to stay of those that did not go back: without them the next update would not try again.
 * Undefined where one of them was a secret: the engine encrypts only what the program still gives
 * as one, so the state has to stay as it was, whole.
 */
function stillToReset(
  { undeclared, declared }: Written,
  { properties, found }: { properties: readonly string[]; found: Values },
): Kept | undefined {
  if (undeclared === undefined || properties.length === 0) return { values: {} };
  const { values, records } = undeclared.before;
  if (properties.some((property) => secretsOf(records).includes(property))) return undefined;
  const held = Object.fromEntries(properties.map((property) => [property, found[property] ?? values[property]]));
  const { previous } = records;
  if (previous === undefined) return { values: held };
  return { values: held, previous: { ...declared.records.previous, ...pick(previous, properties) } };
}

function withKept(state: State, { values, previous }: Kept): State {
  return { ...state, values: { ...state.values, ...values }, records: { ...state.records, ...defined({ previous }) } };
}

/**
 * Each setting that the server does not have as wanted, or whose value cannot be read, in a
 * sentence; the values of secret ones are not told.
 */
export function differences(
  noun: Noun,
  wanted: Values,
  { found, secrets = [] }: { found: Collection; secrets?: readonly string[] },
): string[] {
  return Object.entries(differing(noun, wanted, found)).map(([property, value]) => {
    if (isUnread(found, property)) return unreadDeclaredText(noun, found, { property, secrets });
    if (secrets.includes(property)) return `${property} of "${found.identity}" is not as wanted (a secret)`;
    return `${property} of "${found.identity}": ${differenceText(value, found.values[property], (list) => meaningOf(noun, property, list))}`;
  });
}
