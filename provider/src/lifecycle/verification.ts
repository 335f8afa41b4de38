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
import { sentence } from "../sentence";

/** A write, and what is known about its collection. */
export interface Written {
  /** The name by which the state remembers the deployment. */
  deployment: string;
  declared: Declared;
  /**
   * The values that were written. Those beyond the declared settings are the carried values: New
   * copies them from the outer collection. They are verified, too, and stay in the state as
   * `undone` until they are verified.
   */
  wanted: Values;
  /**
   * Settings that are no longer declared: the values that they return to, and what the state has of
   * the collection so far.
   */
  undeclared?: { reset: Values; before: Declared };
  /** What the Get after the write found. */
  found: Promise<Collection>;
}

/**
 * Waits for a write, compares the wanted values with what a Get then found, and returns the state.
 * @throws PartialFailure if they differ, or if the outcome is unknown.
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
  const reasons = differences(noun, { ...written.wanted, ...declared.values, ...reset }, { found, secrets }).map(sentence);
  const untaken = Object.keys(differing(noun, carried, found));
  if (untaken.length > 0)
    reasons.push(
      `The inherited value of ${untaken.join(", ")} was not set. Each update tries again. To omit it, declare startFrom: "defaults".`,
    );
  if (reasons.length === 0) return state;
  // A setting that was a secret before this update still has its secret value. The engine would no
  // longer encrypt it, so the state must not change at all.
  const until = secretsOf(undeclared?.before.records).filter((property) => !secretsOf(declared.records).includes(property));
  if (Object.keys(differing(noun, declared.values, found)).some((property) => until.includes(property))) {
    throw new LyncError(`Not everything was set. ${reasons.join(" ")}`, { kind: "verificationFailed" });
  }
  const kept = stillToReset(written, { properties: Object.keys(differing(noun, reset, found)), found: found.values });
  if (kept === undefined) throw notSetBack(reasons);
  throw new PartialFailure(
    withKept(state, kept),
    reasons.map((message) => ({ code: "verificationFailed", message })),
  );
}

/** The failure of a write that did not restore everything, with a sentence for each reason. */
export function notSetBack(reasons: readonly string[]): LyncError {
  return new LyncError(`Not everything was restored. ${reasons.join(" ")}`, { kind: "verificationFailed", code: "notSetBack" });
}

/** Whether something was written despite the error, or may have been. */
function isWritten(error: unknown): error is LyncError {
  return error instanceof LyncError && (error.kind === "verificationFailed" || error.outcomeUnknown);
}

/**
 * The values are unknown. A state without values makes the next update set or restore all of them.
 * The values from before the adoption stay recorded.
 */
function unknownState(written: Written, { identity, options, records }: Declared, error: LyncError): Error {
  const { deployment, declared, undeclared } = written;
  const kept = stillToReset(written, { properties: Object.keys(undeclared?.reset ?? {}), found: {} });
  if (kept === undefined) return error;
  const told = { ...withoutOuterSecrets(records, secretsOf(declared.records)), written: Object.keys(declared.values) };
  const state: State = { identity, values: {}, options, records: told, signInMethods: undefined, deployment };
  return new PartialFailure(withKept(state, kept), [error]);
}

/** What has to stay in the state for settings that are no longer declared. */
type Kept = { values: Values } & Pick<Records, "previous">;

/**
 * What has to stay for the settings that were not restored. Without it, the next update would not
 * try again. Undefined if one of them was a secret: the engine encrypts only what the program still
 * gives as a secret, so the state must not change at all.
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
 * A clause without a full stop for each setting that does not have the wanted value on the server,
 * or whose value cannot be read. The values of secret settings are not shown.
 */
export function differences(
  noun: Noun,
  wanted: Values,
  { found, secrets = [] }: { found: Collection; secrets?: readonly string[] },
): string[] {
  return Object.entries(differing(noun, wanted, found)).map(([property, value]) => {
    if (isUnread(found, property)) return unreadDeclaredText(noun, found, { property, secrets }).replace(/\.$/, "");
    if (secrets.includes(property)) return `${property} of "${found.identity}" is not as wanted (its value is a secret)`;
    return `${property} of "${found.identity}": ${differenceText(value, found.values[property], (list) => meaningOf(noun, property, list))}`;
  });
}
