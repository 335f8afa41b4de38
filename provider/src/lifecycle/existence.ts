import { closest } from "../closest";
import { identityKey, type Identity } from "../configurations/identity";
import type { PoolRole } from "../configurations/poolRole";
import type { Code } from "../codes";
import { refused, type Finding } from "../finding";
import { firstFew } from "../listed";
import type { Deployment } from "../deployment/deployment";
import { canHaveCollections, isBranch, type DirectoryPool } from "../deployment/directory";

const tooNew = "If it was added just now, the Central Management store may not have it yet.";

/**
 * Why an identity cannot have a collection in a deployment: there is no such site or pool, or the
 * pool has another role. Undefined if it can. The message begins as a clause, because callers put
 * it after other words.
 *
 * @param role the purpose of the pool according to the program. Enterprise and Standard Edition
 * cannot be distinguished.
 */
export async function missingScope(deployment: Deployment, identity: Identity, role?: PoolRole): Promise<Finding | undefined> {
  const found = (code: Code, why: string | undefined): Finding | undefined =>
    why === undefined ? undefined : refused(code, "identity", why);
  if (identity.scope === "global") return undefined;
  if (identity.scope === "site") return found("missingScope", missingSite(identity.site, await deployment.sites()));
  const directory = await deployment.directory();
  const pool = directory.get(identityKey(identity.pool));
  if (pool === undefined) return found("missingScope", missingPool(identity.pool, [...directory.values()]));
  return found("otherRole", otherRole(pool, identity.service, role));
}

function missingSite(site: string, sites: readonly string[]): string | undefined {
  if (sites.some((known) => identityKey(known) === identityKey(site))) return undefined;
  return `There is no site "${site}" in this deployment. ${nearest(site, sites)} ${tooNew}`;
}

function missingPool(fqdn: string, pools: readonly DirectoryPool[]): string {
  const names = pools.filter(canHaveCollections).map((pool) => pool.fqdn);
  // The identity may have only the short name of a computer or a pool.
  const whole = names.find((name) => identityKey(name).startsWith(`${identityKey(fqdn)}.`));
  const hint = whole === undefined ? nearest(fqdn, names) : `Did you mean "${whole}"?`;
  return `There is no pool "${fqdn}" in this deployment. ${hint} ${tooNew}`;
}

function nearest(word: string, known: readonly string[]): string {
  const near = closest(word, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  const names = known.map((name) => `"${name}"`);
  return `It has ${firstFew(names, 10)}.`;
}

function otherRole({ fqdn, roles }: DirectoryPool, service: string, role: PoolRole | undefined): string | undefined {
  const isDirector = roles.includes("Director");
  const is = isDirector
    ? "a Director"
    : roles.includes("EdgeServer")
      ? "an Edge"
      : roles.includes("WebServer")
        ? "a user pool"
        : isBranch({ roles })
          ? "a survivable branch appliance"
          : `a pool of ${roles.join(" and ")}`;
  const instead = isBranch({ roles })
    ? ` Its users register here, but get their web tickets from the pool behind it. Declare its proxy instead, a ProxyConfiguration of "Service:Registrar:${fqdn}".`
    : "";
  // A Director's Registrar, if it has one, is part of the Director.
  if (!roles.includes(service) || (service === "Registrar" && isDirector)) {
    return `"${fqdn}" is ${is}. It has no service ${service} that could have a collection.${instead}`;
  }
  if (role === undefined || (role === "director") === isDirector) return undefined;
  return `"${fqdn}" is ${is}, but the program declares it with the role "${role}".`;
}
