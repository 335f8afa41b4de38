import { identityKey } from "../configurations/identity";
import type { Found, Noun, Values } from "../configurations/noun";
import { nouns } from "../configurations/nouns";
import type { Deployment } from "../deployment/deployment";
import { claimedBy, claimsOn, type Claims } from "./claims";
import { isOthers } from "./otherDeployment";
import { unreadBut } from "./unread";

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

/** The deployment as it will be once all of them have left, and those among them that do. What it is told here, no verb hears. */
export async function lookAhead(deployment: Deployment, all: readonly Leaving[]): Promise<{ ahead: Deployment; left: Left[] }> {
  const claims = claimsOn(deployment).copy();
  claims.isWhole = true;
  const left: Left[] = [];
  for (const leaving of all) {
    const noun = nouns.find(({ type }) => type === leaving.type);
    if (noun === undefined || staysFor(claims, noun, leaving) || (await isOthers(noun, { ...leaving }, deployment))) continue;
    const { identity, previous, secretSettings = [] } = leaving;
    const found = await deployment.find(noun, identity);
    tellLeft(claims, noun, { identity, found, previous, secrets: secretSettings });
    if (found !== undefined) left.push({ noun, leaving });
  }
  return { ahead: claimedBy(deployment, claims), left };
}

/** Whether a collection is spared: the program declares it after all, perhaps, or reads it by `get`. The global one is never removed. */
function staysFor(claims: Claims, noun: Noun, { identity, previous }: Leaving): boolean {
  if (claims.declared(noun, identity) !== undefined || claims.hasUnidentified(noun) || claims.isRead(noun, identity)) return true;
  return previous === undefined && identityKey(identity) === "global";
}

/** Tells claims what is left of a collection that leaves the program: nothing, or what it goes back to. */
function tellLeft(
  claims: Claims,
  noun: Noun,
  {
    identity,
    found,
    previous,
    secrets,
  }: { identity: string; found: Found | undefined; previous: Values | undefined; secrets: readonly string[] },
): void {
  if (previous === undefined || found === undefined) {
    claims.leave(noun, identity);
    return;
  }
  const values = { ...found.values, ...previous };
  // What is secret is not told, and what had no value goes to a default that nobody has asked for.
  const unknown = [...secrets, ...Object.keys(previous)].filter(
    (property) => secrets.includes(property) || (values[property] ?? null) === null,
  );
  const known = Object.fromEntries(Object.entries(values).filter(([property]) => !unknown.includes(property)));
  claims.expect(noun, { identity, values: known, unknown: [...new Set(unknown)], secrets, ...unreadBut(found, Object.keys(previous)) });
}
