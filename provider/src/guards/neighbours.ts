import { webService } from "../configurations/webService";
import type { DirectoryPool } from "../deployment/directory";
import type { View } from "../stack/memory";
import type { AroundWebService } from "./rules/aroundWebService";
import { isPassiveAlone, isTicketUnknown } from "./rules/methods";
import { unjudged } from "./unjudged";
import { expectedWeb } from "./webBehind";

type Directory = ReadonlyMap<string, DirectoryPool>;

/** The pools that users of a pool are sent to: its backup pool, and the Directors of its site. */
export async function neighboursOf(
  view: View,
  own: DirectoryPool,
  { directory, backup }: { directory: Directory; backup: string | undefined },
): Promise<Pick<AroundWebService, "neighbours" | "unread">> {
  const isDirector = own.roles.includes("Director");
  const directors = [...directory.values()].filter(({ site, roles }) => site === own.site && roles.includes("Director"));
  const pools = [
    ...(backup === undefined ? [] : [{ what: "Its backup pool", pool: backup }]),
    ...(isDirector ? [] : directors.map((director) => ({ what: "Its Director", pool: director.fqdn }))),
  ];
  const states = await Promise.all(pools.map(async (one) => ({ ...one, web: await expectedWeb(view, one.pool) })));
  const neighbours = states
    .filter(({ web }) => !isTicketUnknown(web?.unknown ?? []))
    .map(({ what, pool, web }) => ({ what, pool, isPassive: web !== undefined && isPassiveAlone(web.values) }));
  return { neighbours, unread: [...new Set(states.flatMap(({ web }) => unjudged(webService, web)))] };
}

/** The backup pool of a passive pool, if there is one that may not be passive. */
export async function backupOf(view: View, own: DirectoryPool, directory: Directory): Promise<string | undefined> {
  const mayDiffer = own.roles.includes("UserServer") && !(await areAllPassive(view, directory));
  return mayDiffer ? view.deployment.backupPool(own.fqdn) : undefined;
}

/**
 * Whether every pool that has users is passive. Then every backup pool is passive too, and none
 * needs to be read, which would take one cmdlet per pool.
 */
export async function areAllPassive(view: View, directory: Directory): Promise<boolean> {
  const { passivePools } = view.memory;
  const isPassive = async (fqdn: string): Promise<boolean> => {
    const web = await expectedWeb(view, fqdn);
    return web !== undefined && isPassiveAlone(web.values);
  };
  for (const [key, { fqdn, roles }] of directory) {
    if (roles.includes("UserServer") && !(await passivePools.seenOr(key, () => isPassive(fqdn)))) return false;
  }
  return true;
}
