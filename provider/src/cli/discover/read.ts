import { identityKey } from "../../configurations/identity";
import type { Deployment } from "../../deployment/deployment";
import type { Say } from "../progress";
import { readSeen, type Seen } from "./collections";
import { componentOf, type Component } from "./components";
import type { Discovered, DiscoveredCollection } from "./discovered";
import { Names } from "./names";
import { roleOf } from "./role";

/**
 * Reads a deployment as the beginning of a program. It changes nothing, and it runs no more cmdlets
 * for many pools than for one.
 */
export async function readDiscovered(deployment: Deployment, say: Say): Promise<Discovered> {
  say("Reading the deployment.");
  const readAt = new Date().toISOString();
  const { seen, notes } = await readSeen(deployment, say);
  const components = await readComponents(deployment, seen);
  const inComponents = new Set(components.flatMap(({ parts }) => parts));
  const collections = sorted(
    seen.filter((one) => !inComponents.has(one)),
    ({ found, pool }) => pool ?? found.identity,
  );
  const names = new Names();
  return {
    version: 1,
    readAt,
    deployment: deployment.name,
    components: sorted(components, ({ described }) => described.pool).map(({ described }) => ({
      name: names.take("PassiveAuthentication", `Service::${described.pool}`),
      ...described,
    })),
    collections: collections.map((one) => collectionOf(one, names)),
    notes,
  };
}

async function readComponents(deployment: Deployment, seen: readonly Seen[]): Promise<Component[]> {
  const byPool = new Map<string, Seen[]>();
  for (const one of seen) byPool.set(identityKey(one.pool ?? ""), [...(byPool.get(identityKey(one.pool ?? "")) ?? []), one]);
  const [directory, versions] = [await deployment.directory(), await deployment.versions()];
  return [...directory].flatMap(([key, pool]) => {
    const role = roleOf(pool, versions.get(key) ?? []);
    return role === undefined ? [] : (componentOf(role, byPool.get(key) ?? []) ?? []);
  });
}

function collectionOf({ noun, found, settings, options, remarks }: Seen, names: Names): DiscoveredCollection {
  const { type } = noun;
  return { type, name: names.take(type, found.identity), identity: found.identity, settings, options, remarks };
}

/** Sorts by site and then by name, and keeps a pool's Web Services before its proxy. */
function sorted<T extends { site: string }>(all: readonly T[], nameOf: (one: T) => string): T[] {
  const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return [...all].sort((one, other) => order(one.site, other.site) || order(nameOf(one), nameOf(other)));
}
