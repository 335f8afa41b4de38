import { readFileSync } from "node:fs";
import { LyncError } from "../errors";
import { givenNames, isGivenName } from "../givenName";
import { parseJson } from "../jsonText";
import * as z from "../zod";
import { addresses, isAddress } from "./hosts";
import { roles, type Role } from "./roles";
import type { Computer, Pool, Site, Topology } from "./topology";
import { problemsOf } from "./topologyProblems";
import { poolVersions } from "./versions";

const productVersion = z.string().regex(/^\d+(\.\d+){1,3}$/, 'allowed: two to four numbers separated by dots, such as "5.0.8308.420"');

const computer = z.strictObject({
  fqdn: z.string().min(1),
  productVersion: productVersion.optional(),
} satisfies z.ShapeOf<Computer>);

const computerForms = 'allowed: a name, or { "fqdn": a name, "productVersion": a version such as "5.0.8308.420" }';

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

const address = z.string().refine(isAddress, `allowed: ${addresses}`);

const topology = z.strictObject({
  serverVersion: z.literal([2013, 2015, 2019, "SE"]),
  sites: z.array(site),
  modernAuthentication: z.boolean().optional(),
  name: z.string().refine(isGivenName, `allowed: ${givenNames}`).optional(),
  hosts: z.record(z.string(), address).optional(),
} satisfies z.ShapeOf<Topology>);

const mending = `Correct the file: docs/simulator.md, "The topology file", shows its form`;

/**
 * Reads a topology file.
 * @throws LyncError that names the file, each wrong place in it, and what is allowed there.
 */
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

/** Checks a topology. @param file the name for the error. */
export function parseTopology(value: unknown, file: string): Topology {
  const result = topology.safeParse(value);
  if (!result.success) {
    throw bad(file, result.error.issues.map((issue) => describe(issue, value)).join("; "));
  }
  const problems = problemsOf(result.data);
  if (problems.length > 0) throw bad(file, problems.join("; "));
  return result.data;
}

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  const place = z.toDotPath(issue.path) || "the whole file";
  if (issue.code === "unrecognized_keys") return `${place}: unknown ${quoted(issue.keys)}; allowed: ${quoted(keysAt(issue.path))}`;
  const given = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value);
  return `${place}: ${given === undefined ? "it is missing" : `${JSON.stringify(given)} is not allowed`}; ${allowed(issue)}`;
}

/**
 * The allowed keys of the deployment, a site, a pool or a computer. Each of these levels is two
 * steps deeper than the one before.
 */
function keysAt(place: readonly PropertyKey[]): string[] {
  return Object.keys([topology, site, pool, computer][place.length / 2]?.shape ?? {});
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `allowed: ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  return issue.message;
}

function bad(file: string, why: string): LyncError {
  return new LyncError(`The topology file ${file} cannot be used: ${why}. ${mending}.`, { kind: "invalidParameter" });
}
