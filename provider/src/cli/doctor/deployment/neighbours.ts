import { commandText } from "../../../cmdlets/commandText";
import { inWords } from "../../../finding";
import { count } from "../../words";
import { sentence } from "../../../sentence";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import type { Backups } from "./backups";
import { readNeighbourhood, type Neighbour, type Neighbourhood } from "./neighbourhood";
import { readPassive } from "./passive";
import { teller } from "./tell";
import { unreadResults } from "./unread";
import { isOrAre, poolsSubject } from "./words";

const name = "Backup pools and Directors";
const forDirectors = "Get-CsService for the Directors of their sites, and Get-CsWebServiceConfiguration";
const asked = `Get-CsPoolBackupRelationship -PoolFqdn <pool> for passive pools, ${forDirectors}`;
const tell = teller(name, asked);

const notDiffering = " Backup pools were not read, because every pool with users is passive.";

/**
 * Checks that the backup pools and Directors of passive pools are passive too. It reads backup
 * pools only for passive pools.
 */
export const neighboursCheck: Check<DeploymentContext> = {
  name,
  asked,
  run: async (context) => {
    const passive = (await readPassive(context)).filter(({ isAlone }) => isAlone).map(({ pool }) => pool);
    if (passive.length === 0) return [notAsked(context.deployment.name)];
    const around = await readNeighbourhood(context, passive);
    return [
      ...findings(around.neighbours),
      ...unknownBackups(around.backups),
      ...unreadResults(around.unread, tell),
      ...fine(passive, around),
    ];
  },
};

function notAsked(subject: string): Result {
  return tell("notAsked", subject, {
    found:
      "As stored, no pool has passive authentication as its only sign-in method. Backup pools and Directors were therefore not checked.",
  });
}

function findings(neighbours: readonly Neighbour[]): Result[] {
  return neighbours
    .filter(({ isPassive }) => !isPassive)
    .map(({ pool, isDirector, of }) =>
      tell("finding", pool, {
        code: "neighbourNotPassive",
        found:
          `${pool} is ${isDirector ? "the Director of the site" : "the backup pool"} of ${inWords(of)}, where passive authentication is the only sign-in method. ` +
          `${pool} is not passive, so the users that it serves can sign in by other methods.`,
        advice: `Make ${pool} passive too.`,
      }),
    );
}

function unknownBackups({ unknown, failure }: Backups): Result[] {
  const [first] = unknown;
  if (first === undefined || failure === undefined) return [];
  return [
    tell("unknown", poolsSubject(unknown), {
      code: failure.code,
      asked: commandText({ cmdlet: "Get-CsPoolBackupRelationship", parameters: { PoolFqdn: first } }),
      found: `The backup ${unknown.length === 1 ? "pool" : "pools"} of ${inWords(unknown)} ${isOrAre(unknown)} unknown. ${sentence(failure.message)}`,
      advice:
        "Run this cmdlet yourself. While a backup pool serves the users of a passive pool, they sign in by the backup pool's methods.",
    }),
  ];
}

function fine(passive: readonly string[], { neighbours, isBackupAsked, backups, unread }: Neighbourhood): Result[] {
  const differing = neighbours.filter(({ isPassive }) => !isPassive).flatMap(({ of }) => of);
  const others = new Set([...differing, ...backups.unknown, ...unread.map(({ pool }) => pool)]);
  const good = passive.filter((pool) => !others.has(pool));
  if (good.length === 0) return [];
  return [
    tell("fine", poolsSubject(good), {
      found: `Users of ${count(good.length, "passive pool")} are sent only to pools that are also passive.${isBackupAsked ? "" : notDiffering}`,
      ...(isBackupAsked ? {} : { asked: forDirectors }),
    }),
  ];
}
