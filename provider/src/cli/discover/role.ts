import { identityKey } from "../../configurations/identity";
import type { PoolRole } from "../../configurations/poolRole";
import type { DirectoryPool } from "../../deployment/directory";
import type { Computer } from "../../deployment/versions";

/**
 * The role of a pool; undefined if `PassiveAuthentication` has no role for it, for example for a
 * branch.
 *
 * The services of a Standard Edition server and an Enterprise pool are the same. This function
 * treats a pool with one computer, whose Web Services have the pool's own name, as a Standard
 * Edition server. Both roles have the same collections, so a wrong guess does no harm.
 */
export function roleOf({ fqdn, roles, webServicesFqdn }: DirectoryPool, computers: readonly Computer[]): PoolRole | undefined {
  if (roles.includes("Director")) return "director";
  if (roles.includes("EdgeServer")) return "edge";
  if (!roles.includes("UserServer")) return undefined;
  const isSingle = computers.length === 1 && identityKey(webServicesFqdn) === identityKey(fqdn);
  return isSingle ? "standardEdition" : "enterprisePool";
}
