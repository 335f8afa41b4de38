import { readFileSync } from "node:fs";
import * as z from "../zod";
import { identityKey } from "../configurations/identity";
import type { Service } from "../configurations/noun";
import { givenNames, isGivenName } from "../deployment/naming";
import { LyncError } from "../errors";
import { unverified } from "./unverified";

const roles = ["director", "enterprisePool", "standardEdition", "survivableBranch", "edge"] as const;

/** What a pool is for; it decides which services it runs. */
export type Role = (typeof roles)[number];

/** A pool of a simulated deployment. */
export interface Pool {
  /** The pool's fully qualified domain name. */
  fqdn: string;
  role: Role;
  /** Its computers; the pool's own name where left out. */
  computers?: string[] | undefined;
  /** The pool that takes over its users. */
  backupPool?: string | undefined;
  /** Of an Edge pool: the pool or Director that sign-ins pass on to. */
  nextHop?: string | undefined;
}

/** A site of a simulated deployment, and its pools. */
export interface Site {
  name: string;
  pools: Pool[];
}

/** A deployment as a person writes it: sites, their pools, and what each pool is for. */
export interface Topology {
  /** The version of the installed administrative tools: a setting that came later is an unknown parameter. */
  serverVersion: 2013 | 2015 | 2019 | "SE";
  sites: Site[];
  /** Whether modern authentication (ADAL) is on, from 2015 on. */
  modernAuthentication?: boolean | undefined;
  /** By what name states remember the deployment, wherever the file lies; its path where left out. */
  name?: string | undefined;
}

const pool = z.strictObject({
  fqdn: z.string().min(1),
  role: z.enum(roles),
  computers: z.array(z.string().min(1)).min(1).optional(),
  backupPool: z.string().min(1).optional(),
  nextHop: z.string().min(1).optional(),
} satisfies z.ShapeOf<Pool>);

const site = z.strictObject({ name: z.string().min(1), pools: z.array(pool) } satisfies z.ShapeOf<Site>);

const topology = z.strictObject({
  serverVersion: z.union([z.literal(2013), z.literal(2015), z.literal(2019), z.literal("SE")]),
  sites: z.array(site),
  modernAuthentication: z.boolean().optional(),
  name: z.string().refine(isGivenName, `allowed: ${givenNames}`).optional(),
} satisfies z.ShapeOf<Topology>);

const mending = `Mend the file; README.md, "A simulated deployment", shows its form`;

/** Reads a topology file. @throws LyncError naming the file, each bad place in it, and what is allowed there. */
export function readTopologyFile(file: string): Topology {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw bad(file, `it cannot be read: ${(error as Error).message}`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw bad(file, `it is no JSON: ${(error as Error).message}`);
  }
  return parseTopology(parsed, file);
}

/** Validates a topology. `file` is named in the error. */
export function parseTopology(value: unknown, file: string): Topology {
  const result = topology.safeParse(value);
  if (!result.success) {
    throw bad(file, result.error.issues.map((issue) => describe(issue, value)).join("; "));
  }
  const problems = [...repetitions(result.data), ...danglingNames(result.data)];
  if (problems.length > 0) throw bad(file, problems.join("; "));
  return result.data;
}

/** A pool's computers. */
export function computersOf({ fqdn, computers }: Pool): readonly string[] {
  return computers ?? [fqdn];
}

/** The services that a role runs. */
export function servicesOf(role: Role): readonly Service[] {
  switch (role) {
    case "director":
      return unverified.directorHasRegistrar ? ["WebServer", "Registrar"] : ["WebServer"];
    case "enterprisePool":
    case "standardEdition":
      return ["WebServer", "Registrar"];
    case "survivableBranch":
      return ["Registrar"];
    case "edge":
      return ["EdgeServer"];
  }
}

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  const place = issue.path.reduce<string>(appendStep, "") || "the whole file";
  if (issue.code === "unrecognized_keys") return `${place}: unknown ${quoted(issue.keys)}; allowed: ${quoted(keysAt(issue.path))}`;
  const given = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value);
  return `${place}: ${given === undefined ? "missing" : JSON.stringify(given)} is not allowed; ${allowed(issue)}`;
}

/** The keys of the deployment, of a site or of a pool: each is two steps further in. */
function keysAt(place: readonly PropertyKey[]): string[] {
  return Object.keys([topology, site, pool][place.length / 2]?.shape ?? {});
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

function appendStep(place: string, step: PropertyKey): string {
  if (typeof step === "number") return `${place}[${String(step)}]`;
  return place === "" ? String(step) : `${place}.${String(step)}`;
}

function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `allowed: ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  if (issue.code === "invalid_union") return 'allowed: 2013, 2015, 2019, "SE"';
  return issue.message;
}

function repetitions({ sites }: Topology): string[] {
  const seen = new Map<string, string>();
  const problems: string[] = [];
  const note = (kind: string, name: string, place: string): void => {
    const key = `${kind} ${identityKey(name)}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, place);
    else problems.push(`${place}: the ${kind} "${name}" stands already at ${first}`);
  };
  sites.forEach(({ name, pools }, siteIndex) => {
    note("site", name, `sites[${String(siteIndex)}].name`);
    pools.forEach(({ fqdn }, poolIndex) => {
      note("pool", fqdn, `sites[${String(siteIndex)}].pools[${String(poolIndex)}].fqdn`);
    });
  });
  return problems;
}

function danglingNames({ sites }: Topology): string[] {
  const known = new Set(sites.flatMap(({ pools }) => pools.map(({ fqdn }) => identityKey(fqdn))));
  return sites.flatMap(({ pools }, siteIndex) =>
    pools.flatMap((one, poolIndex) => {
      const place = `sites[${siteIndex}].pools[${poolIndex}]`;
      const problems = (["backupPool", "nextHop"] as const).flatMap((key) => {
        const name = one[key];
        return name === undefined || known.has(identityKey(name)) ? [] : `${place}.${key}: there is no pool "${name}"`;
      });
      if (one.nextHop !== undefined && one.role !== "edge") problems.push(`${place}.nextHop: only an edge has a next hop`);
      return problems;
    }),
  );
}

function bad(file: string, why: string): LyncError {
  return new LyncError(`The topology file ${file} cannot be used: ${why}. ${mending}`, { kind: "invalidParameter" });
}
