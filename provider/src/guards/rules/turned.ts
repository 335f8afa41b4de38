import type { Code } from "../../codes";
import { inWords, type Finding } from "../../finding";
import { warned } from "./told";

/** Those who counted on a pool to be passive before this run, and stay as they are. */
export interface Dependents {
  /** The passive pool that it is the backup pool of. */
  backedUp: string | undefined;
  /** The passive pools that it is the Director of. */
  directed: readonly string[];
  /** The Edges with certificates alone that it is the next hop of. */
  edges: readonly string[];
  /** What of the Edges in front of it could not be read, in words. */
  unread?: readonly string[];
}

/** What it means for others that a pool is passive no more. */
export function judgeTurned(pool: string, { backedUp, directed, edges, unread = [] }: Dependents): Finding[] {
  const turned = (code: Code, what: string): Finding =>
    warned(code, "useWsFedPassiveAuth", `passive authentication will not be the only way in at ${pool} any more, and ${what}`);
  const findings = unread.map((text) => turned("unread", text));
  if (backedUp !== undefined) {
    const what = `${backedUp}, whose backup pool it is, stays as it is: its users that ${pool} serves sign in by other methods`;
    findings.push(turned("neighbourNotPassive", what));
  }
  if (directed.length > 0) {
    const what = `${inWords(directed)}, whose Director it is, ${directed.length === 1 ? "stays as it is" : "stay as they are"}: users that ${pool} serves sign in by other methods`;
    findings.push(turned("neighbourNotPassive", what));
  }
  if (edges.length > 0) {
    const what = `certificates alone are left on at ${inWords(edges)}, whose next hop it is: the Edge asks more of its users than the pool behind it`;
    findings.push(turned("edgeAsksMore", what));
  }
  return findings;
}
