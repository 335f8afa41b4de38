import type { Computer } from "../../deployment/versions";
import type { Finding } from "../../finding";
import { refused, warned } from "./told";

// The first number of a server's version shows the product: 4 is Lync Server 2010, 5 is Lync Server
// 2013, 6 is Skype for Business Server 2015.

/** The July 2013 update of Lync Server 2013, which brought passive authentication. */
export const firstWithPassive = "5.0.8308.420";

/** The servers of a pool that do not know passive authentication. */
export interface WithoutPassive {
  /** Whether all servers of the pool are of an older product, or some lack the update. */
  code: "tooOldForPassive" | "updateMissing";
  computers: VersionedComputer[];
}

/** A computer whose version is known. */
export interface VersionedComputer extends Computer {
  version: string;
}

/**
 * The servers of a pool whose versions show that they do not know passive authentication. Undefined
 * if no server is known to be too old.
 */
export function withoutPassive(computers: readonly Computer[]): WithoutPassive | undefined {
  const older = olderThan(computers, firstWithPassive);
  if (older.length === 0) return undefined;
  return { code: versionsBelow(computers, "5.0") === undefined ? "updateMissing" : "tooOldForPassive", computers: older };
}

/** Computers with their versions, in words. */
export function computersInWords(computers: readonly VersionedComputer[]): string {
  return computers.map(({ fqdn, version }) => `${fqdn} (version ${version})`).join(", ");
}

/** Judges whether a pool can become passive, by the versions of its servers. */
export function judgeVersions(computers: readonly Computer[], { isInherited }: { isInherited: boolean }): Finding[] {
  const without = withoutPassive(computers);
  if (without === undefined) return [];
  return [without.code === "tooOldForPassive" ? tooOldForPassive(without, isInherited) : updateMissing(without)];
}

function tooOldForPassive({ computers }: WithoutPassive, isInherited: boolean): Finding {
  const versions = versionsInWords(computers);
  const instead = isInherited
    ? "Upgrade such a pool first, or declare a WebServiceConfiguration for it with useWsFedPassiveAuth: false."
    : "Upgrade the pool first, or leave useWsFedPassiveAuth off.";
  const message =
    `Every server is of version ${versions}, which is older than Lync Server 2013 and does not support passive authentication. No user could sign in with it. ` +
    `Passive authentication needs Lync Server 2013 with the July 2013 update (version ${firstWithPassive}) or later. ${instead}`;
  return refused("tooOldForPassive", "useWsFedPassiveAuth", message);
}

function updateMissing({ computers }: WithoutPassive): Finding {
  const [are, them] = computers.length === 1 ? ["is", "it"] : ["are", "them"];
  const message =
    `${computersInWords(computers)} ${are} older than the July 2013 update of Lync Server 2013 (version ${firstWithPassive}), ` +
    `which introduced passive authentication. No user could sign in with it there. Update ${them} first.`;
  return warned("updateMissing", "useWsFedPassiveAuth", message);
}

/**
 * The versions of a pool's servers, in words, if all are known to be older than Skype for Business
 * Server 2015, which brought OAuth. Otherwise undefined.
 */
export function versionsBelowOAuth(computers: readonly Computer[]): string | undefined {
  return versionsBelow(computers, "6.0");
}

/** A sentence that says why pools have no OAuth; `pools` names them with their versions. */
export function tooOldForOAuth(pools: string): string {
  return `Modern authentication is on, but its OAuth came with Skype for Business Server 2015 and is missing at ${pools}.`;
}

/**
 * A sentence that says why pools of these versions have no OAuth, although modern authentication is
 * on in the deployment.
 */
export function whyNoOAuth(versions: readonly string[]): string {
  return `The servers there, of version ${orInWords(versions)}, are older than Skype for Business Server 2015, which introduced OAuth.`;
}

function versionsBelow(computers: readonly Computer[], limit: string): string | undefined {
  const older = olderThan(computers, limit);
  return older.length > 0 && older.length === computers.length ? versionsInWords(older) : undefined;
}

/** The versions of computers, each once, in words. */
export function versionsInWords(computers: readonly VersionedComputer[]): string {
  return orInWords(computers.map(({ version }) => version));
}

function olderThan(computers: readonly Computer[], limit: string): VersionedComputer[] {
  return computers.filter((computer): computer is VersionedComputer => isOlder(computer.version, limit));
}

function orInWords(texts: readonly string[]): string {
  return [...new Set(texts)].join(" or ");
}

/** Whether a version is known and can be compared. */
export function isVersion(version: string | undefined): version is string {
  return version !== undefined && /^\d+(\.\d+)*$/.test(version);
}

/** Whether a version is known to be older than another, number by number. */
function isOlder(version: string | undefined, limit: string): version is string {
  if (!isVersion(version)) return false;
  const [numbers, limits] = [version, limit].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const at = limits.findIndex((number, index) => numbers[index] !== number);
  const [number, other] = [numbers[at], limits[at]];
  return number !== undefined && other !== undefined && number < other;
}
