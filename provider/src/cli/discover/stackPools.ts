import { visible } from "../words";
import type { Discovered, DiscoveredCollection, DiscoveredPool } from "./discovered";

/** What a stack's configuration can say of a deployment. */
export interface StackPools {
  /**
   * The Federation Service Name of the listed pools; undefined where none of them has Web Services.
   */
  federationService: string | undefined;
  listed: ListedPool[];
  /** What it has no place for, each in sentences. */
  unplaced: string[];
}

/** A pool of the list. */
export interface ListedPool {
  entry: { pool: string; role: string; adopt: true };
  /** What the list has no place for, in sentences. */
  unplaced: string[];
}

/** @param kept the Federation Service Name that the stack has already. */
export function stackPoolsOf({ components, collections, notes }: Discovered, kept: string | undefined): StackPools {
  const federationService = kept ?? mostCommon(components.flatMap((pool) => pool.federationService ?? []));
  const fits = (pool: DiscoveredPool): boolean => pool.metadataUri === null && [null, federationService].includes(pool.federationService);
  return {
    federationService,
    listed: components
      .filter(fits)
      .map((pool) => ({ entry: { pool: pool.pool, role: pool.role, adopt: true }, unplaced: beyondEntry(pool) })),
    unplaced: [
      ...notes,
      ...components.filter((pool) => !fits(pool)).map((pool) => otherService(pool, federationService)),
      ...collections.map(collectionWords),
    ],
  };
}

// Of those that are as common, the first: the order of a listing has no meaning.
function mostCommon(names: readonly string[]): string | undefined {
  const count = (name: string): number => names.filter((one) => one === name).length;
  return [...new Set(names)].sort().sort((one, other) => count(other) - count(one))[0];
}

function beyondEntry({ webService, proxy, options, remarks }: DiscoveredPool): string[] {
  const further = Object.entries({ webService, proxy, ...options }).filter(
    ([, value]) => typeof value !== "object" || Object.keys(value).length > 0,
  );
  const beyond = further.map(([name, value]) => `${name} is ${JSON.stringify(value)}. The list has no place for it, so it stays as it is.`);
  return [...beyond, ...remarks.map(({ message }) => message)].map(visible);
}

function otherService(pool: DiscoveredPool, federationService: string | undefined): string {
  const own = pool.federationService ?? pool.metadataUri ?? "";
  const listed = federationService === undefined ? "" : ` The listed pools have ${federationService}.`;
  return visible(
    [`${pool.pool} (${pool.role}) is not in the list, because its metadata is from ${own}.${listed}`, ...beyondEntry(pool)].join(" "),
  );
}

function collectionWords({ type, identity, settings, remarks }: DiscoveredCollection): string {
  const held =
    Object.keys(settings).length === 0 ? "It has no setting that differs from its default." : `It has ${JSON.stringify(settings)}.`;
  const words = [`The ${type} of "${identity}" is not in the list, because it is no part of a PassiveAuthentication.`, held];
  return visible([...words, ...remarks.map(({ message }) => message)].join(" "));
}
