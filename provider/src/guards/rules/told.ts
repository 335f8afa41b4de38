import type { Code } from "../../codes";
import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import * as findings from "../../finding";

/** What a rule finds fault with: a setting; empty where it is the collection. */
export type AtFault = keyof WebServiceValues | keyof ProxyValues | "";

type Tell = (code: Code, property: AtFault, message: string) => findings.Finding;

/** A finding that fails the run; a misspelt setting does not compile. */
export const refused: Tell = findings.refused;

/** A finding that the user is told; a misspelt setting does not compile. */
export const warned: Tell = findings.warned;

/** What could not be read, in words, as findings. */
export function unreadFindings(unread: readonly string[] = []): findings.Finding[] {
  return unread.map((text) => warned("unread", "", text));
}
