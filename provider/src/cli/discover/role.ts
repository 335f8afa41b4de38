import { identityKey } from "../../configurations/identity";
import type { PoolRole } from "../../configurations/poolRole";
import type { DirectoryPool } from "../../deployment/directory";
import type { Computer } from "../../deployment/versions";

/**
 * What a pool is for; undefined where a `PassiveAuthentication` has no role for it, as for a
 * branch.
 *
 * The services do not tell a Standard Edition server from an Enterprise pool. It has one computer,
 * and its Web Services have no name of their own. The same collections belong to both roles, so
 * nothing depends on a wrong guess.
 */
export function roleOf({ fqdn, roles, webServicesFqdn }: DirectoryPool, computers: readonly Computer[]): PoolRole | undefined {
  if (roles.includes("Director")) return "director";
  if (roles.includes("EdgeServer")) return "edge";
  if (!roles.includes("UserServer")) return undefined;
  const isSingle = computers.length === 1 && identityKey(webServicesFqdn) === identityKey(fqdn);
  return isSingle ? "standardEdition" : "enterprisePool";
}
