import { identityKey } from "../configurations/identity";
import type { DirectoryPool } from "./directory";

/** How a deployment is named where it is configured. */
export interface Naming {
  /**
   * By the way that leads to it: `simulator:` and a path, `local`, or a host. States of earlier
   * versions have this.
   */
  way: string;
  /**
   * By `lync:deployment`, or by a topology's `name`; of a simulated deployment with `simulator:`
   * before it.
   */
  given?: string;
  /**
   * Whether that name is the only one, so that a copy with the same path or pools is another
   * deployment.
   */
  isExplicit?: boolean;
  /** A name that states may still have, and are to lose (`lync:formerDeployment`). */
  former?: string;
}

/**
 * Whose a state is: this deployment's; this one's under a name that it is to lose; or another's.
 */
export type Whose = "this" | "renamed" | "another";

/** What a state says of its deployment: its name, and pools that the deployment had. */
export interface Stated {
  name: string;
  pools: readonly string[];
  /**
   * Whether a whole stack's state says it: where pools are all that it has in common with a
   * deployment, one of them must be there.
   */
  isWhole?: boolean;
}

type Directory = ReadonlyMap<string, DirectoryPool>;

const poolsPrefix = "pools:";
// A move of the Central Management store changes the store's names, and no documented property
// tells two deployments apart. Their pools do; so many are remembered.
const remembered = 3;

/**
 * The name as a person has it: of a real deployment without one of its own, the way that leads to
 * it.
 */
export function shownName({ given, way }: Naming): string {
  return given ?? way;
}

/**
 * What new states are to remember a deployment by. `directory` is asked only where the name is not
 * given.
 */
export async function nameInStates({ given, way }: Naming, directory: () => Promise<Directory>): Promise<string> {
  if (given !== undefined || isSimulated(way)) return given ?? way;
  const pools = [...(await directory()).values()].filter(({ roles }) => roles.some((role) => poolRoles.includes(role)));
  const names = pools.map(({ fqdn }) => fqdn).sort((one, other) => (identityKey(one) < identityKey(other) ? -1 : 1));
  return names.length === 0 ? way : `${poolsPrefix}${names.slice(0, remembered).join(",")}`;
}

/**
 * Whose a state is. `directory` is asked only where names do not tell; where it is undefined,
 * nobody can be asked, and a real deployment's own name is believed.
 */
export async function whose(naming: Naming, stated: Stated, directory: (() => Promise<Directory>) | undefined): Promise<Whose> {
  const { way, given, isExplicit = false, former } = naming;
  if (isSimulated(stated.name) !== isSimulated(way)) return "another";
  if (stated.name === given) return "this";
  const hasAny = async (pools: readonly string[]): Promise<boolean> => {
    const known = await directory?.();
    return known === undefined || pools.some((pool) => known.has(identityKey(pool)));
  };
  const inName = stated.name.startsWith(poolsPrefix) ? stated.name.slice(poolsPrefix.length).split(",") : [];
  const pools = [...inName, ...stated.pools];
  if (stated.name === former) {
    // It is known by that way still: that its pools are others now is what the former name says.
    if (stated.name === way && given === undefined) return "this";
    // Guarded: a state that is renamed must have a pool in common with what it is to be.
    return stated.isWhole !== true || pools.length === 0 || (await hasAny(pools)) ? "renamed" : "another";
  }
  if (isExplicit) return "another";
  if (stated.name === way) return stated.isWhole !== true || stated.pools.length === 0 || (await hasAny(stated.pools)) ? "this" : "another";
  if (isSimulated(way)) return "another";
  if (inName.length === 0) return isPath(stated.name) && (await hasAny(pools)) ? "this" : "another";
  if (!(await hasAny(pools))) return "another";
  const each = await Promise.all(inName.map((pool) => hasAny([pool])));
  // Before the last of them goes, others are to be remembered.
  return each.every(Boolean) ? "this" : "renamed";
}

// Gateways and file stores are pools to the directory, too, and may be shared.
const poolRoles: readonly string[] = ["Registrar", "WebServer", "Director", "UserServer", "EdgeServer"];

/**
 * Whether a name is a simulated deployment's, which a real one never takes over, nor the other way
 * round.
 */
export function isSimulated(name: string): boolean {
  return name.startsWith("simulator:");
}

/**
 * Whether an earlier version named a real deployment so: `local`, or a host, which no given name
 * looks like.
 */
function isPath(name: string): boolean {
  return name === "local" || name.includes(".");
}
