import type { Code } from "../../codes";
import { inWords, type Finding } from "../../finding";
import { warned } from "./told";

/** Other pools that relied on a pool being passive before this run, and that do not change. */
export interface Dependents {
  /** The passive pool whose backup pool it is. */
  backedUp: string | undefined;
  /** The passive pools whose Director it is. */
  directed: readonly string[];
  /** The Edges whose next hop it is, and that take only certificates. */
  edges: readonly string[];
  /** The settings of Edges in front of it that could not be read, in words. */
  unread?: readonly string[];
}

/** Warns of what happens to other pools when a pool is no longer passive. */
export function judgeTurned(pool: string, { backedUp, directed, edges, unread = [] }: Dependents): Finding[] {
  const turned = (code: Code, what: string): Finding =>
    warned(code, "useWsFedPassiveAuth", `Passive authentication will no longer be the only sign-in method at ${pool}. ${what}`);
  const findings = unread.map((text) => turned("unread", text));
  if (backedUp !== undefined) {
    const what = `${pool} is the backup pool of ${backedUp}, which stays passive. Users of that pool sign in by other methods while ${pool} serves them.`;
    findings.push(turned("neighbourNotPassive", what));
  }
  if (directed.length > 0) {
    const what = `${pool} is the Director of ${inWords(directed)}, which ${directed.length === 1 ? "stays" : "stay"} passive. Users that ${pool} serves sign in by other methods.`;
    findings.push(turned("neighbourNotPassive", what));
  }
  if (edges.length > 0) {
    const what = `${pool} is the next hop of ${inWords(edges)}, which ${edges.length === 1 ? "accepts" : "accept"} only certificates. An Edge then demands more of its users than the pool behind it.`;
    findings.push(turned("edgeAsksMore", what));
  }
  return findings;
}
