import { isGlobal } from "../configurations/identity";
import type { Found, Noun, Values } from "../configurations/noun";
import { nouns } from "../configurations/nouns";
import type { View } from "../stack/memory";
import type { Declarations } from "../stack/declarations";
import type { Outlook } from "../stack/outlook";
import { isOthers } from "./otherDeployment";

/** A collection that the stack has until now, and that the program does not declare any more. */
export interface Leaving {
  /** The noun, such as `WebServiceConfiguration`. */
  type: string;
  /** The resource in the stack's state. */
  urn: string;
  identity: string;
  /** The deployment that it belongs to, as the state has it. */
  deployment: string;
  /** Of an adopted one: what its settings go back to, without secrets. */
  previous?: Values;
  /** Those of its settings that are secret. */
  secretSettings?: readonly string[];
}

/** One of them, and its noun. */
export interface Left {
  noun: Noun;
  leaving: Leaving;
}

/**
 * The deployment as it will be once all of them have left, and those among them that do. What it is
 * told here, no verb hears.
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
 * Whether a collection is spared: the program declares it after all, perhaps, or reads it by `get`.
 * The global one is never removed.
 */
function staysFor(declarations: Declarations, noun: Noun, { identity, previous }: Leaving): boolean {
  if (declarations.valuesOf(noun, identity) !== undefined || declarations.hasUnidentified(noun)) return true;
  if (declarations.isRead(noun, identity)) return true;
  return previous === undefined && isGlobal(identity);
}

/** Takes what is left of a collection that leaves the program, as far as its state tells. */
function recordLeft(outlook: Outlook, { noun, leaving }: Left, found: Found | undefined): void {
  const { identity, previous, secretSettings: secrets = [] } = leaving;
  // What is secret is not told, and what had no value goes to a default that nobody has asked for.
  const unknownIn = (values: Values): string[] => [
    ...secrets,
    ...Object.keys(previous ?? {}).filter((property) => (values[property] ?? null) === null),
  ];
  outlook.recordLeft(noun, identity, { found, back: previous, unknownIn, secrets });
}
