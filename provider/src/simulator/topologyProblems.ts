import { identityKey } from "../configurations/identity";
import { hostNames, isHostName } from "./hosts";
import type { Role } from "./roles";
import type { Pool, Topology } from "./topology";
import { poolVersions } from "./versions";

/** A pool, and its place in the topology. */
interface Placed {
  pool: Pool;
  place: string;
}

const withUsers: readonly Role[] = ["enterprisePool", "standardEdition"];

/** The keys that name another pool, with the roles that have them and the roles they may name. */
const references: Record<"backupPool" | "nextHop" | "homePool", { of: readonly Role[]; to: readonly Role[] }> = {
  backupPool: { of: withUsers, to: withUsers },
  nextHop: { of: ["edge"], to: ["director", ...withUsers] },
  homePool: { of: ["survivableBranch"], to: withUsers },
};

/**
 * The parts of a topology that no real deployment could have, although each has the right form.
 * Each is a clause that names the place.
 */
export function problemsOf(topology: Topology): string[] {
  const placed = topology.sites.flatMap(({ pools }, siteIndex) =>
    pools.map((pool, poolIndex) => ({ pool, place: `sites[${siteIndex}].pools[${poolIndex}]` })),
  );
  const byName = new Map(placed.map(({ pool }) => [identityKey(pool.fqdn), pool]));
  return [
    ...repetitions([
      ...topology.sites.map(({ name }, index) => ({ kind: "site", name, place: `sites[${index}].name` })),
      ...placed.map(({ pool, place }) => ({ kind: "pool", name: pool.fqdn, place: `${place}.fqdn` })),
      ...Object.keys(topology.hosts ?? {}).map((name) => ({ kind: "host", name, place: placeOfHost(name) })),
    ]),
    ...badHosts(topology),
    ...placed.flatMap((one) => newerThanTools(one, topology)),
    ...placed.flatMap((one) => badReferences(one, byName)),
    ...secondPairs(placed),
  ];
}

function repetitions(names: readonly { kind: string; name: string; place: string }[]): string[] {
  const seen = new Map<string, string>();
  return names.flatMap(({ kind, name, place }) => {
    const key = `${kind} ${identityKey(name)}`;
    const first = seen.get(key);
    if (first !== undefined) return [`${place}: the ${kind} "${name}" is already at ${first}`];
    seen.set(key, place);
    return [];
  });
}

function badHosts({ hosts = {} }: Topology): string[] {
  return Object.keys(hosts)
    .filter((name) => !isHostName(name))
    .map((name) => `${placeOfHost(name)}: ${JSON.stringify(name)} is not allowed; allowed: ${hostNames}`);
}

function placeOfHost(name: string): string {
  return `hosts[${JSON.stringify(name)}]`;
}

function newerThanTools({ pool: { version }, place }: Placed, { serverVersion }: Topology): string[] {
  const known = poolVersions.slice(0, poolVersions.indexOf(serverVersion) + 1);
  if (version === undefined || known.includes(version)) return [];
  const allowed = known.map((one) => JSON.stringify(one)).join(", ");
  return [`${place}.version: the tools of ${serverVersion} (serverVersion) cannot manage a pool of ${version}; allowed: ${allowed}`];
}

function badReferences({ pool, place }: Placed, byName: ReadonlyMap<string, Pool>): string[] {
  return (Object.keys(references) as (keyof typeof references)[]).flatMap((key) => {
    const name = pool[key];
    if (name === undefined) return [];
    const { of, to } = references[key];
    const refusal = (why: string): string[] => [`${place}.${key}: ${why}`];
    if (!of.includes(pool.role))
      return refusal(
        `"${name}" is not allowed; only a pool with the role ${either(of)} has a ${key}, and this pool has the role ${quoted(pool.role)}`,
      );
    const other = byName.get(identityKey(name));
    if (other === undefined) return refusal(`there is no pool "${name}"`);
    const allowed = `allowed: another pool with the role ${either(to)}`;
    if (identityKey(name) === identityKey(pool.fqdn)) return refusal(`"${name}" is this pool itself; ${allowed}`);
    return to.includes(other.role) ? [] : refusal(`the role of "${name}" is ${quoted(other.role)}; ${allowed}`);
  });
}

/** The pools that are in a second pair. One end of a pair, or both, may name the other. */
function secondPairs(placed: readonly Placed[]): string[] {
  const pairs = new Map<string, { partner: string; place: string }>();
  return placed.flatMap(({ pool, place }) => {
    const { fqdn, backupPool } = pool;
    if (backupPool === undefined) return [];
    const ends = [
      { name: fqdn, partner: backupPool },
      { name: backupPool, partner: fqdn },
    ];
    for (const { name, partner } of ends) {
      const pair = pairs.get(identityKey(name));
      if (pair !== undefined && identityKey(pair.partner) !== identityKey(partner)) {
        return [
          `${place}.backupPool: "${backupPool}" is not allowed; ${pair.place}.backupPool already pairs "${name}" with "${pair.partner}", and a pool can be in only one pair`,
        ];
      }
    }
    for (const { name, partner } of ends) pairs.set(identityKey(name), { partner, place });
    return [];
  });
}

function either(roles: readonly Role[]): string {
  return roles.map(quoted).join(" or ");
}

function quoted(role: Role): string {
  return `"${role}"`;
}
