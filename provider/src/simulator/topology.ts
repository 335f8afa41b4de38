import { readFileSync } from "node:fs";
import * as z from "../zod";
import { givenNames, isGivenName } from "../deployment/naming";
import { LyncError } from "../errors";
import { parseJson } from "../jsonText";
import { roles } from "./roles";
import type { Role } from "./roles";
import { problemsOf } from "./topologyProblems";
import { poolVersions } from "./versions";
import type { PoolVersion } from "./versions";

/** A computer of a pool. */
export interface Computer {
  /** The computer's fully qualified domain name. */
  fqdn: string;
  /**
   * The product version of the installed server, such as "5.0.8308.420": two to four numbers with dots between.
   * @default the product version of the pool's `version`
   */
  productVersion?: string | undefined;
}

/** A pool of a simulated deployment. */
export interface Pool {
  /** The pool's fully qualified domain name. */
  fqdn: string;
  role: Role;
  /**
   * The version of its servers, which is not newer than the deployment's `serverVersion`.
   * @default the deployment's `serverVersion`
   */
  version?: PoolVersion | undefined;
  /** Its computers, each a name, or a name and a product version; the pool's own name where left out. */
  computers?: (string | Computer)[] | undefined;
  /**
   * Of an Enterprise pool or a Standard Edition server: the pool that takes over its users. The two are
   * a pair, whichever end says so, and a pool is in one pair at most.
   */
  backupPool?: string | undefined;
  /** Of an Edge pool: the Director, or the pool with users, that sign-ins pass on to. */
  nextHop?: string | undefined;
  /** Of a survivable branch: the pool with users that stands behind it. */
  homePool?: string | undefined;
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

const productVersion = z.string().regex(/^\d+(\.\d+){1,3}$/, 'allowed: two to four numbers with dots between, such as "5.0.8308.420"');

const computer = z.strictObject({
  fqdn: z.string().min(1),
  productVersion: productVersion.optional(),
} satisfies z.ShapeOf<Computer>);

const computerForms = 'allowed: a name, or { "fqdn": a name, "productVersion": such as "5.0.8308.420" }';

const pool = z.strictObject({
  fqdn: z.string().min(1),
  role: z.enum(Object.keys(roles) as Role[]),
  version: z.literal(poolVersions).optional(),
  computers: z
    .array(z.union([z.string().min(1), computer], { error: computerForms }))
    .min(1)
    .optional(),
  backupPool: z.string().min(1).optional(),
  nextHop: z.string().min(1).optional(),
  homePool: z.string().min(1).optional(),
} satisfies z.ShapeOf<Pool>);

const site = z.strictObject({ name: z.string().min(1), pools: z.array(pool) } satisfies z.ShapeOf<Site>);

const topology = z.strictObject({
  serverVersion: z.literal([2013, 2015, 2019, "SE"]),
  sites: z.array(site),
  modernAuthentication: z.boolean().optional(),
  name: z.string().refine(isGivenName, `allowed: ${givenNames}`).optional(),
} satisfies z.ShapeOf<Topology>);

const mending = `Mend the file; README.md, "A simulated deployment", shows its form`;

/** Reads a topology file. @throws LyncError naming the file, each bad place in it, and what is allowed there. */
export function readTopologyFile(file: string): Topology {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw bad(file, `it cannot be read: ${(error as Error).message}`);
  }
  let parsed: unknown;
  try {
    parsed = parseJson(bytes);
  } catch (error) {
    throw bad(file, (error as Error).message);
  }
  return parseTopology(parsed, file);
}

/** Validates a topology. `file` is named in the error. */
export function parseTopology(value: unknown, file: string): Topology {
  const result = topology.safeParse(value);
  if (!result.success) {
    throw bad(file, result.error.issues.map((issue) => describe(issue, value)).join("; "));
  }
  const problems = problemsOf(result.data);
  if (problems.length > 0) throw bad(file, problems.join("; "));
  return result.data;
}

/** A pool's computers. */
export function computersOf({ fqdn, computers = [fqdn] }: Pool): Computer[] {
  return computers.map((one) => (typeof one === "string" ? { fqdn: one } : one));
}

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  const place = issue.path.reduce<string>(appendStep, "") || "the whole file";
  if (issue.code === "unrecognized_keys") return `${place}: unknown ${quoted(issue.keys)}; allowed: ${quoted(keysAt(issue.path))}`;
  const given = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value);
  return `${place}: ${given === undefined ? "missing" : JSON.stringify(given)} is not allowed; ${allowed(issue)}`;
}

/** The keys of the deployment, of a site, of a pool or of a computer: each is two steps further in. */
function keysAt(place: readonly PropertyKey[]): string[] {
  return Object.keys([topology, site, pool, computer][place.length / 2]?.shape ?? {});
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
  return issue.message;
}

function bad(file: string, why: string): LyncError {
  return new LyncError(`The topology file ${file} cannot be used: ${why}. ${mending}`, { kind: "invalidParameter" });
}
