import { differing, isUnread, meaningOf, type Noun, type Values } from "../configurations/noun";
import type { Collection } from "../deployment/deployment";
import { unreadDeclaredText } from "../deployment/unread";
import { LyncError } from "../errors";
import { outputsOf } from "./answers";
import { differenceText } from "./differenceText";
import { withoutOuterSecrets } from "./secrecy";
import { nonEmpty, type Declared, type Outputs, type Properties, secretsOf } from "../stack/bag";

/** Tells the engine that the resource is there, but not as declared: it is kept in the state, and the next update tries again. */
export class PartialFailure extends Error {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: string[];

  /** The properties replace the state whole: without the provider's text the resource could never be touched again. */
  constructor(id: string, properties: Properties, provider: unknown, reasons: string[]) {
    super(reasons.join("; "));
    this.id = id;
    this.properties = { ...properties, __provider: provider };
    this.reasons = reasons;
  }
}

export interface Write {
  id: string;
  /** What the state is to remember the deployment by. */
  name: string;
  declared: Declared;
  /** What was written; the declared settings where left out. What it carries beyond them is verified, too, and stays in the state as undone until it is. */
  wanted?: Values;
  /** Settings that are no longer declared, with the values that they are to go back to, and what the state has of the collection until now. */
  undeclared?: { reset: Values; before: Declared };
  /** The engine's `__provider`. */
  provider: unknown;
  /** What the Get after the write found. */
  found: Promise<Collection>;
}

/** Awaits a write and compares what was wanted with what a Get then found; answers the outputs, or throws a PartialFailure. */
export async function verify(noun: Noun, write: Write): Promise<Outputs> {
  const { id, name, declared, undeclared, provider } = write;
  const reset = undeclared?.reset ?? {};
  const carried = Object.fromEntries(
    Object.entries(write.wanted ?? {}).filter(([property]) => !(property in declared.values) && !(property in reset)),
  );
  const unverified: Declared = { ...declared, records: { ...declared.records, ...nonEmpty({ undone: carried }) } };
  const found = await write.found.catch((error: unknown) => {
    if (!(error instanceof LyncError) || !(error.kind === "verificationFailed" || error.outcomeUnknown)) throw error;
    const { identity, options } = unverified;
    const records = withoutOuterSecrets(unverified.records, secretsOf(declared.records));
    const kept = stillToReset(undeclared, Object.keys(reset), declared);
    if (kept === undefined) throw error;
    // Nobody knows the values: a state without them makes the next update set them all, or back. What was there before stays written down.
    const written = Object.keys(declared.values);
    throw new PartialFailure(id, { identity, ...options, ...records, written, ...kept, deployment: name }, provider, [error.message]);
  });
  const outputs = outputsOf(noun, unverified, found, name);
  const secrets = secretsOf(declared.records, undeclared?.before.records);
  const reasons = differences(noun, { ...write.wanted, ...declared.values, ...reset }, found, secrets);
  const untaken = Object.keys(differing(noun, carried, found));
  if (untaken.length > 0)
    reasons.push(`${untaken.join(", ")}: inherited, and tried again by each update. To go without, declare startFrom: "defaults"`);
  if (reasons.length === 0) return outputs;
  // What was a secret until now, and is still there: the engine would not encrypt it any more, so the state has to stay as it was, whole.
  const until = secretsOf(undeclared?.before.records).filter((property) => !secretsOf(declared.records).includes(property));
  if (Object.keys(differing(noun, declared.values, found)).some((property) => until.includes(property))) {
    throw new LyncError(`Not everything was set: ${reasons.join("; ")}`, { kind: "verificationFailed" });
  }
  const kept = stillToReset(undeclared, Object.keys(differing(noun, reset, found)), declared, found);
  if (kept === undefined) throw new LyncError(`Not everything was set back: ${reasons.join("; ")}`, { kind: "verificationFailed" });
  throw new PartialFailure(id, { ...outputs, ...kept }, provider, reasons);
}

/**
 * What has to stay in the state of settings that are no longer declared, and that did not go back: without them the next update would not try again. Undefined where
 * one of them was a secret: the engine encrypts only what the program still gives as one, so the state has to stay as it was, whole.
 */
function stillToReset(
  undeclared: Write["undeclared"],
  properties: readonly string[],
  declared: Declared,
  found?: Collection,
): Properties | undefined {
  if (undeclared === undefined || properties.length === 0) return {};
  const { values, records } = undeclared.before;
  if (properties.some((property) => secretsOf(records).includes(property))) return undefined;
  const held = Object.fromEntries(properties.map((property) => [property, found?.values[property] ?? values[property]]));
  const { previous } = records;
  if (previous === undefined) return held;
  const earlier = properties.filter((property) => property in previous).map((property) => [property, previous[property]] as const);
  return { ...held, previous: { ...declared.records.previous, ...Object.fromEntries(earlier) } };
}

/** Each setting that the server does not have as wanted, or whose value cannot be read, in a sentence; the values of secret ones are not told. */
export function differences(noun: Noun, wanted: Values, found: Collection, secrets: readonly string[] = []): string[] {
  return Object.entries(differing(noun, wanted, found)).map(([property, value]) => {
    if (isUnread(found, property)) return unreadDeclaredText(noun, found, { property, secrets });
    if (secrets.includes(property)) return `${property} of "${found.identity}" is not as wanted (a secret)`;
    return `${property} of "${found.identity}": ${differenceText(value, found.values[property], (list) => meaningOf(noun, property, list))}`;
  });
}
