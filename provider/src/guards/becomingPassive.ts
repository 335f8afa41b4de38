import { identityKey, type Identity } from "../configurations/identity";
import type { WebServiceValues } from "../configurations/webService";
import { inWords, type Finding } from "../finding";
import { isPassiveAlone } from "./rules/methods";
import { judgeVersions } from "./rules/serverVersions";
import { inheritedBy } from "../stack/effective";
import type { Scope, View } from "../stack/memory";
import { certainUnder } from "./inheritors";
import { saidOnce, togetherBy } from "./together";
import { wasPassive } from "./passiveBefore";
import { expectedWeb } from "./webBehind";
import { isSurelyPassive } from "./webPlaces";

/**
 * Whether this run makes pools passive by a Web Services collection that applies to them. For pools
 * that inherit the collection, passive authentication next to other methods does not count.
 */
export async function becomesPassive(
  scope: Scope,
  { identity, values, stored }: { identity: Identity; values: WebServiceValues; stored: WebServiceValues | undefined },
): Promise<boolean> {
  const isOn = ({ useWsFedPassiveAuth }: WebServiceValues): boolean => useWsFedPassiveAuth === true && identity.scope === "service";
  if (scope.noun.governs !== "webTicket" || (!isOn(values) && !isPassiveAlone(values))) return false;
  const before: WebServiceValues = stored ?? (await inheritedBy(scope, identity))?.values ?? {};
  return (isOn(values) && !isOn(before)) || (isPassiveAlone(values) && !isPassiveAlone(before));
}

/** Judges the pools that a Web Services collection makes passive, by their servers' versions. */
export async function guardVersions(view: View, identity: Identity, program: { isWhole: boolean }): Promise<Finding[]> {
  const isInherited = identity.scope !== "service";
  const found = await judgePools(view, await certainUnder(view, identity, program), { isInherited });
  return isInherited ? saidOnce(identity, found) : togetherBy(found, inWords);
}

/**
 * Judges the pools that become passive because a collection is removed from the program, by their
 * servers' versions.
 */
export async function guardVersionsThen(ahead: View, pools: readonly string[]): Promise<Finding[]> {
  const becoming: string[] = [];
  for (const pool of pools) {
    if (isSurelyPassive(await expectedWeb(ahead, pool)) && !(await wasPassive(ahead, pool))) becoming.push(pool);
  }
  const found = await judgePools(ahead, becoming, { isInherited: true });
  return togetherBy(found, (pools) => `${inWords(pools)}, where this run makes passive authentication the only sign-in method`);
}

async function judgePools({ deployment }: View, pools: readonly string[], how: { isInherited: boolean }): Promise<Finding[]> {
  if (pools.length === 0) return [];
  const versions = await deployment.versions();
  return pools.flatMap((pool) =>
    judgeVersions(versions.get(identityKey(pool)) ?? [], how).map((finding) => ({ ...finding, ofPool: pool })),
  );
}
