import { identityKey } from "../configurations/identity";
import type { DirectoryPool } from "./directory";

/** The names that the configuration gives a deployment. */
export interface Naming {
  /**
   * The way to reach it: `simulator:` and a path, `local`, or a host. States of earlier versions
   * have this as the name.
   */
  way: string;
  /**
   * The name in `lync:deployment`, or the `name` in a topology file. For a simulated deployment,
   * `simulator:` comes before it.
   */
  given?: string;
  /**
   * Whether only that name counts. Then a copy with the same path or pools is another deployment.
   */
  isExplicit?: boolean;
  /** An earlier name that states may still have, to be replaced (`lync:formerDeployment`). */
  former?: string;
}

/**
 * Whose a state is: this deployment's, this deployment's under a name to be replaced, or another's.
 */
export type Whose = "this" | "renamed" | "another";

/** What a state says about its deployment: its name, and pools that the deployment had. */
export interface Stated {
  name: string;
  pools: readonly string[];
  /**
   * Whether this comes from the state of a whole stack. If only pools link that state to a
   * deployment, the deployment must have one of them.
   */
  isWhole?: boolean;
}

type Directory = ReadonlyMap<string, DirectoryPool>;

const poolsPrefix = "pools:";
// How many pools a state stores. Pools distinguish deployments, because no documented property
// identifies a deployment, and a move of the Central Management store changes the store's names.
const remembered = 3;

/** The name for people. For a deployment without a configured name, the way to reach it. */
export function shownName({ given, way }: Naming): string {
  return given ?? way;
}

/** The name that new states store. `directory` is called only if no name is configured. */
export async function nameInStates({ given, way }: Naming, directory: () => Promise<Directory>): Promise<string> {
  if (given !== undefined || isSimulated(way)) return given ?? way;
  const pools = [...(await directory()).values()].filter(({ roles }) => roles.some((role) => poolRoles.includes(role)));
  const names = pools.map(({ fqdn }) => fqdn).sort((one, other) => (identityKey(one) < identityKey(other) ? -1 : 1));
  return names.length === 0 ? way : `${poolsPrefix}${names.slice(0, remembered).join(",")}`;
}

/**
 * Whose a state is. `directory` is called only if the names do not decide. If it is undefined, the
 * deployment cannot be read, and the name of a real deployment in the state is trusted.
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
    // The deployment still has this name, but its pools may have changed. lync:formerDeployment
    // confirms that the state is this deployment's.
    if (stated.name === way && given === undefined) return "this";
    // A whole stack's state is renamed only if the deployment has one of the state's pools.
    return stated.isWhole !== true || pools.length === 0 || (await hasAny(pools)) ? "renamed" : "another";
  }
  if (isExplicit) return "another";
  if (stated.name === way) return stated.isWhole !== true || stated.pools.length === 0 || (await hasAny(stated.pools)) ? "this" : "another";
  if (isSimulated(way)) return "another";
  if (inName.length === 0) return isPath(stated.name) && (await hasAny(pools)) ? "this" : "another";
  if (!(await hasAny(pools))) return "another";
  const each = await Promise.all(inName.map((pool) => hasAny([pool])));
  // If the deployment lacks some of the pools in the name, the name is replaced before the last of
  // these pools is removed.
  return each.every(Boolean) ? "this" : "renamed";
}

// The topology also lists gateways and file stores as pools, but two deployments may share those.
const poolRoles: readonly string[] = ["Registrar", "WebServer", "Director", "UserServer", "EdgeServer"];

/**
 * Whether a name is a simulated deployment's. A real deployment never takes over a simulated one's
 * state, and a simulated one never takes over a real one's.
 */
export function isSimulated(name: string): boolean {
  return name.startsWith("simulator:");
}

/**
 * Whether a name has the form that earlier versions gave a real deployment: `local`, or a host. No
 * configured name looks like that.
 */
function isPath(name: string): boolean {
  return name === "local" || name.includes(".");
}
