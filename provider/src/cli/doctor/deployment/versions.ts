import { identityKey } from "../../../configurations/identity";
import { inWords } from "../../../finding";
import {
  computersInWords,
  firstWithPassive,
  isVersion,
  versionsInWords,
  withoutPassive,
  type WithoutPassive,
} from "../../../guards/rules/serverVersions";
import { firstFew } from "../../../listed";
import { count } from "../../words";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { readPoolComputers, withoutComputers, type PoolComputers } from "./computers";
import { readPassive, type PassiveState } from "./passive";
import { teller } from "./tell";
import { isOrAre, poolsSubject } from "./words";

const name = "Versions";
const asked =
  "Get-CsPool | Select-Object Identity, Computers, and Get-CsManagementStoreReplicationStatus | Select-Object ReplicaFqdn, ProductVersion";
const tell = teller(name, asked);
const needed = `the July 2013 update of Lync Server 2013 (version ${firstWithPassive})`;

/** A pool with servers that do not support passive authentication. */
interface OldPool extends WithoutPassive {
  pool: string;
}

/**
 * Checks that the servers support passive authentication. An older server is a finding if passive
 * authentication is on or declared at its pool. Otherwise it is information.
 */
export const versionsCheck: Check<DeploymentContext> = {
  name,
  asked,
  run: async (context) => {
    const pools = await readPoolComputers(context.deployment);
    const old = pools.flatMap(({ pool, computers }) => {
      const without = withoutPassive(computers);
      return without === undefined ? [] : [{ ...without, pool }];
    });
    const oldResults = old.length === 0 ? [] : judgeOld(old, await readPassive(context));
    return [...oldResults, ...unknownVersions(pools), ...withoutComputers(pools, tell), ...fine(pools, old)];
  },
};

function judgeOld(old: readonly OldPool[], states: readonly PassiveState[]): Result[] {
  const passive = new Map(states.filter(({ isOn, isDeclared }) => isOn || isDeclared).map((one) => [identityKey(one.pool), one]));
  const findings = old.flatMap((one) => {
    const state = passive.get(identityKey(one.pool));
    return state === undefined ? [] : [finding(one, state)];
  });
  return [...findings, ...information(old.filter(({ pool }) => !passive.has(identityKey(pool))).map(({ pool }) => pool))];
}

function finding({ pool, code, computers }: OldPool, { isOn, declared }: PassiveState): Result {
  const why = isOn
    ? "Passive authentication is on at this pool."
    : `The stack ${declared?.stack ?? ""} declares passive authentication for this pool (resource ${declared?.resource ?? ""}).`;
  const which =
    code === "tooOldForPassive"
      ? `Every server of the pool has version ${versionsInWords(computers)}. That is older than Lync Server 2013, and does not support passive authentication.`
      : `${computersInWords(computers)} ${isOrAre(computers)} older than ${needed}, which introduced passive authentication.`;
  const advice =
    code === "tooOldForPassive"
      ? `Upgrade the pool to Lync Server 2013 with the July 2013 update (version ${firstWithPassive}) or later, or turn passive authentication off there.`
      : "Install this update, or a later one, on each of these computers. Until then no user can sign in by passive authentication there.";
  return tell("finding", pool, { code, found: `${which} ${why}`, advice });
}

function information(pools: readonly string[]): Result[] {
  if (pools.length === 0) return [];
  return [
    tell("information", poolsSubject(pools), {
      found: `Servers of ${inWords(pools)} are older than ${needed}. Passive authentication is neither on nor declared there.`,
      advice: "Update them before you turn passive authentication on there.",
    }),
  ];
}

function unknownVersions(pools: readonly PoolComputers[]): Result[] {
  const unknown = pools.flatMap(({ computers }) => computers.filter(({ version }) => !isVersion(version)).map(({ fqdn }) => fqdn));
  if (unknown.length === 0) return [];
  return [
    tell("unknown", unknown.length === 1 ? unknown.join("") : count(unknown.length, "computer"), {
      code: "notJudged",
      found: `Get-CsManagementStoreReplicationStatus reports no product version for ${firstFew(unknown, 10)}.`,
      advice: `On each of these computers, look up the version of the Core Components in Programs and Features. Passive authentication needs ${needed} or later.`,
    }),
  ];
}

function fine(pools: readonly PoolComputers[], old: readonly OldPool[]): Result[] {
  const olds = new Set(old.map(({ pool }) => pool));
  const good = pools.filter(
    ({ pool, computers }) => !olds.has(pool) && computers.length > 0 && computers.every(({ version }) => isVersion(version)),
  );
  if (good.length === 0) return [];
  const computers = good.flatMap((one) => one.computers);
  return [
    tell("fine", poolsSubject(good.map(({ pool }) => pool)), {
      found: `None of ${count(computers.length, "computer")} in ${count(good.length, "pool")} is older than ${needed}, which introduced passive authentication.`,
    }),
  ];
}
