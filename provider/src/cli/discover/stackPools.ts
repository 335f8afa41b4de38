import { visible } from "../words";
import type { Discovered, DiscoveredCollection, DiscoveredPool } from "./discovered";

/** What a stack's configuration can say about a deployment. */
export interface StackPools {
  /**
   * The Federation Service Name of the listed pools; undefined if none of them has Web Services.
   */
  federationService: string | undefined;
  listed: ListedPool[];
  /** Sentences about what the configuration has no place for. */
  unplaced: string[];
}

/** A pool in the list. */
export interface ListedPool {
  entry: { pool: string; role: string; adopt: true };
  /** Sentences about what the list has no place for. */
  unplaced: string[];
}

/**
 * Chooses the pools for the list, and describes everything else.
 * @param kept the Federation Service Name that the stack's configuration already has.
 */
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

// Equally common names are sorted, because the order in which they were listed has no meaning.
function mostCommon(names: readonly string[]): string | undefined {
  const count = (name: string): number => names.filter((one) => one === name).length;
  return [...new Set(names)].sort().sort((one, other) => count(other) - count(one))[0];
}

function beyondEntry({ webService, proxy, options, remarks }: DiscoveredPool): string[] {
  const further = Object.entries({ webService, proxy, ...options }).filter(
    ([, value]) => typeof value !== "object" || Object.keys(value).length > 0,
  );
  const beyond = further.map(
    ([name, value]) => `${name} is ${JSON.stringify(value)}. The list cannot hold this setting, so the program does not change it.`,
  );
  return [...beyond, ...remarks.map(({ message }) => message)].map(visible);
}

function otherService(pool: DiscoveredPool, federationService: string | undefined): string {
  const own = pool.federationService ?? pool.metadataUri ?? "";
  const listed = federationService === undefined ? "" : ` The metadata of the listed pools is from ${federationService}.`;
  return visible(
    [`${pool.pool} (${pool.role}) does not belong in the list, because its metadata is from ${own}.${listed}`, ...beyondEntry(pool)].join(
      " ",
    ),
  );
}

function collectionWords({ type, identity, settings, remarks }: DiscoveredCollection): string {
  const held =
    Object.keys(settings).length === 0 ? "It has no setting that differs from its default." : `It has ${JSON.stringify(settings)}.`;
  const words = [`The ${type} of "${identity}" is not in the list, because it is not part of a PassiveAuthentication.`, held];
  return visible([...words, ...remarks.map(({ message }) => message)].join(" "));
}
