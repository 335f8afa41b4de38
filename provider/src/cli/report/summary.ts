import { findingText } from "../../finding";
import { count, inUtc } from "../words";
import type { Place, Report, ReportedCollection, ReportFinding } from "./report";

// The texts that are the same in every format of a report.

/**
 * Which deployment the report describes, when it was read, and which stacks it is compared with.
 */
export function headOf({ deployment, readAt, stacks }: Report): string {
  const declared = stacks.length === 0 ? "It is not compared with any stack" : `It is compared with the last up of ${stacks.join(", ")}`;
  return `The deployment ${deployment} was read at ${inUtc(readAt)}. ${declared}.`;
}

/**
 * The number of pools that are meant to be passive, and of those where something undermines that.
 */
export function summaryOf(report: Report): string {
  const pools = report.places.filter(isPool);
  const passive = pools.filter(({ isPassiveDeclared }) => isPassiveDeclared);
  const undermined = passive.filter(isUndermined);
  const meant = report.stacks.length === 0 ? "Passive authentication is meant to be on" : "Passive authentication is declared";
  const nothing = report.isWhole ? "Nothing undermines it" : "Nothing is known to undermine it";
  const holds =
    undermined.length === 0
      ? nothing
      : `Something undermines it ${passive.length === 1 ? "there" : `at ${undermined.length} of these ${passive.length}`}`;
  const rest = passive.length === 0 ? "." : `. ${holds}.`;
  return `${meant} at ${passive.length} of ${count(pools.length, "pool")}${rest}`;
}

/** Whether a place is a pool. */
export function isPool({ site }: Place): boolean {
  return site !== null;
}

/** Whether passive authentication is meant to be on at a place, and something undermines it. */
export function isUndermined({ isPassiveDeclared, findings }: Place): boolean {
  return isPassiveDeclared && findings.some(({ severity }) => severity === "undermines");
}

/** Where a collection comes from: the service, and the collection that it inherits. */
export function sourceOf({ configuration, service, identity, isInherited }: ReportedCollection): string {
  const what = service ?? configuration;
  return isInherited ? `${what}, inherits ${identity}` : what;
}

const signs: Record<ReportFinding["severity"], string> = { undermines: "!!", warning: "!", information: "i" };

/** What the signs before findings mean. */
export const severityLegend = "!! undermines passive authentication, ! warning, i information";

/** A finding, and all places that have it. */
export interface FindingGroup {
  /** A sign of how bad it is, the message, and its code. */
  words: string;
  places: string[];
}

/** All findings, the worst first, each once with its places. */
export function findingGroups({ places }: Pick<Report, "places">): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const severity of Object.keys(signs)) {
    for (const { name, findings } of places) {
      for (const finding of findings.filter((one) => one.severity === severity)) {
        const words = findingWords(finding);
        const group = groups.get(words) ?? { words, places: [] };
        group.places.push(name);
        groups.set(words, group);
      }
    }
  }
  return [...groups.values()];
}

function findingWords(finding: ReportFinding): string {
  return `${signs[finding.severity]} ${findingText(finding)}`;
}
