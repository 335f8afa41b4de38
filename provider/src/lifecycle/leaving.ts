import { isGlobal } from "../configurations/identity";
import type { Found, Noun, Values } from "../configurations/noun";
import { nouns } from "../configurations/nouns";
import type { View } from "../stack/memory";
import type { Declarations } from "../stack/declarations";
import type { Outlook } from "../stack/outlook";
import { isOthers } from "./otherDeployment";

/**
 * A collection that leaves the stack: the stack still has it, and the program does not declare it
 * any more.
 */
export interface Leaving {
  /** The noun, such as `WebServiceConfiguration`. */
  type: string;
  /** The resource in the stack's state. */
  urn: string;
  identity: string;
  /** The deployment that it belongs to, according to the state. */
  deployment: string;
  /** For an adopted collection: the values that its settings return to, without secrets. */
  previous?: Values;
  /** Its secret settings. */
  secretSettings?: readonly string[];
}

/** A collection that leaves the stack, and its noun. */
export interface Left {
  noun: Noun;
  leaving: Leaving;
}

/**
 * Returns the deployment as it will be once all of these collections have left the stack. `left`
 * has those of them that really leave it and still exist. The outlook is a copy, so verbs do not
 * see what is recorded in it.
 */
export async function lookAhead({ deployment, memory }: View, all: readonly Leaving[]): Promise<{ ahead: View; left: Left[] }> {
  const ahead: View = { deployment, memory: memory.lookAhead() };
  const left: Left[] = [];
  for (const leaving of all) {
    const noun = nouns.find(({ type }) => type === leaving.type);
    if (noun === undefined || staysFor(memory.declarations, noun, leaving) || (await isOthers({ noun, deployment }, leaving))) continue;
    const found = await deployment.find(noun, leaving.identity);
    recordLeft(ahead.memory.outlook, { noun, leaving }, found);
    if (found !== undefined) left.push({ noun, leaving });
  }
  return { ahead, left };
}

/**
 * Whether a collection stays: the program declares it after all, may declare it, or reads it with
 * `get`. The global collection is never removed.
 */
function staysFor(declarations: Declarations, noun: Noun, { identity, previous }: Leaving): boolean {
  if (declarations.valuesOf(noun, identity) !== undefined || declarations.hasUnidentified(noun)) return true;
  if (declarations.isRead(noun, identity)) return true;
  return previous === undefined && isGlobal(identity);
}

/** Records what remains of a collection that leaves the stack, as far as its state says. */
function recordLeft(outlook: Outlook, { noun, leaving }: Left, found: Found | undefined): void {
  const { identity, previous, secretSettings: secrets = [] } = leaving;
  // The values of secrets were not sent, and a setting that had no value returns to a default that
  // was not read.
  const unknownIn = (values: Values): string[] => [
    ...secrets,
    ...Object.keys(previous ?? {}).filter((property) => (values[property] ?? null) === null),
  ];
  outlook.recordLeft(noun, identity, { found, back: previous, unknownIn, secrets });
}
