import * as pulumi from "@pulumi/pulumi";
import type * as lync from "pulumi-lync";

/** The stack's configuration. */
export interface Configuration {
  /** The Federation Service Name of the AD FS farm. */
  federationService: string;
  /** The passive pools. A pool that is removed from the list gets its earlier settings back. */
  pools: PassivePool[];
}

export interface PassivePool {
  /** The pool's fully qualified domain name. */
  pool: string;
  role: lync.PassiveRole;
  /** Whether the pool was configured by hand, and the stack adopts it. */
  adopt?: boolean;
}

/**
 * Reads `contoso:federationService` and `contoso:pools` of the stack.
 * @throws RunError, which names every mistake and what is allowed.
 */
export function readConfiguration(): Configuration {
  const config = new pulumi.Config("contoso");
  const federationService = config.get("federationService");
  const pools = config.getObject<unknown>("pools");
  const problems = [
    ...problemsAt("contoso:federationService", federationService, text),
    ...problemsAt("contoso:pools", pools, listOfPools),
    ...(Array.isArray(pools) ? pools : []).flatMap((pool: unknown, index) => problemsOfPool(`contoso:pools[${index}]`, pool)),
  ];
  if (problems.length > 0) throw new pulumi.RunError(`The stack's configuration cannot be used: ${problems.join("; ")}.`);
  return { federationService, pools } as Configuration;
}

// No library checks this, because Pulumi's SDK brings TypeScript 3.8, which does not compile the
// types of zod, for example.

/** What a value may be: as words that follow "is not", and as a test. */
interface Rule {
  allowed: string;
  accepts: (value: unknown) => boolean;
  isOptional?: true;
}

const text: Rule = { allowed: "a text", accepts: (value) => typeof value === "string" && value !== "" };
const listOfPools: Rule = { allowed: "a list of pools", accepts: Array.isArray };
const roles: lync.PassiveRole[] = ["director", "enterprisePool", "standardEdition", "edge"];

const poolRules: Record<keyof PassivePool, Rule> = {
  pool: text,
  role: { allowed: `one of ${quoted(roles)}`, accepts: (value) => roles.includes(value as lync.PassiveRole) },
  adopt: { allowed: "true or false", accepts: (value) => typeof value === "boolean", isOptional: true },
};

function problemsOfPool(place: string, pool: unknown): string[] {
  const known = Object.keys(poolRules);
  if (typeof pool !== "object" || pool === null) return [`${place}: ${JSON.stringify(pool)} is not a pool with ${quoted(known)}`];
  const values = new Map<string, unknown>(Object.entries(pool));
  const unknown = [...values.keys()].filter((name) => !known.includes(name));
  return [
    ...Object.entries(poolRules).flatMap(([name, rule]) => problemsAt(`${place}.${name}`, values.get(name), rule)),
    ...(unknown.length > 0 ? [`${place} has unknown keys: ${quoted(unknown)}`] : []),
  ];
}

function problemsAt(place: string, value: unknown, { allowed, accepts, isOptional }: Rule): string[] {
  if (value === undefined) return isOptional ? [] : [`${place} is missing`];
  return accepts(value) ? [] : [`${place}: ${JSON.stringify(value)} is not ${allowed}`];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
