import { identityKey, type Identity } from "../configurations/identity";
import type { Values } from "../configurations/noun";
import { webService } from "../configurations/webService";
import type { Deployment } from "../deployment/deployment";
import type { Finding } from "../guards/finding";
import { isPassiveAlone } from "../guards/methods";
import { judgeVersions } from "../guards/versions";
import { inheritedBy } from "./effective";
import { certainUnder, saidOnce } from "./inheritors";

/** Whether Web Services make the pools that they hold for passive in this run. Of pools that inherit, passive beside other methods is not looked at. */
export async function becomesPassive(
  deployment: Deployment,
  { identity, values, stored }: { identity: Identity; values: Values; stored: Values | undefined },
): Promise<boolean> {
  const isOn = ({ useWsFedPassiveAuth }: Values): boolean => useWsFedPassiveAuth === true && identity.scope === "service";
  if (!isOn(values) && !isPassiveAlone(values)) return false;
  const before = stored ?? (await inheritedBy(webService, deployment, identity))?.values ?? {};
  return (isOn(values) && !isOn(before)) || (isPassiveAlone(values) && !isPassiveAlone(before));
}

/** What it means that pools become passive, by the versions of their servers. */
export async function guardVersions(deployment: Deployment, identity: Identity, program: { isWhole: boolean }): Promise<Finding[]> {
  const pools = await certainUnder(deployment, identity, program);
  if (pools.length === 0) return [];
  const versions = await deployment.versions();
  const isInherited = identity.scope !== "service";
  const found = pools.flatMap((pool) =>
    judgeVersions(versions.get(identityKey(pool)) ?? [], { isInherited }).map((finding) => ({
      pool,
      finding: isInherited ? finding : { ...finding, message: `${pool}: ${finding.message}` },
    })),
  );
  return saidOnce(identity, found);
}
