import { differing, type Noun, type Values } from "../configurations/noun";
import type { Collection, Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { outputsOf, type Declared, type Outputs, type Properties } from "./state";

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
  declared: Declared;
  /** Settings that were set although they are not declared, with the values that they went back to. */
  reset?: Values;
  /** The engine's `__provider`. */
  provider: unknown;
  /** What the Get after the write found. */
  found: Promise<Collection>;
}

/** Awaits a write and compares what was wanted with what a Get then found; answers the outputs, or throws a PartialFailure. */
export async function verify(noun: Noun, deployment: Deployment, write: Write): Promise<Outputs> {
  const { id, declared, provider } = write;
  const found = await write.found.catch((error: unknown) => {
    if (!(error instanceof LyncError) || !(error.kind === "verificationFailed" || error.outcomeUnknown)) throw error;
    // Nobody knows the values: a state without them makes the next update set them all.
    const unverified = { identity: declared.identity, deployment: deployment.name };
    throw new PartialFailure(id, unverified, provider, [error.message]);
  });
  const outputs = outputsOf(noun, declared, found, deployment);
  const reasons = differences(noun, { ...declared.values, ...write.reset }, found, declared.records.secretSettings);
  if (reasons.length > 0) throw new PartialFailure(id, outputs, provider, reasons);
  return outputs;
}

/** Each setting that the server does not have as wanted, in a sentence; the values of secret ones are not told. */
export function differences(noun: Noun, wanted: Values, found: Collection, secrets: readonly string[] = []): string[] {
  return Object.entries(differing(noun, wanted, found.values)).map(([property, value]) => {
    if (secrets.includes(property)) return `${property} of "${found.identity}" is not as wanted (a secret)`;
    return `${property} of "${found.identity}": wanted ${show(value)}, found ${show(found.values[property])}`;
  });
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
