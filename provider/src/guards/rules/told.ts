import type { Code } from "../../codes";
import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import * as findings from "../../finding";

/** The setting that a rule finds fault with; empty if it is the whole collection. */
export type AtFault = keyof WebServiceValues | keyof ProxyValues | "";

type Tell = (code: Code, property: AtFault, message: string) => findings.Finding;

/** Makes a finding that fails the run. A misspelt setting does not compile. */
export const refused: Tell = findings.refused;

/** Makes a finding that the user is warned about. A misspelt setting does not compile. */
export const warned: Tell = findings.warned;

/** Makes findings of texts about values that could not be read. */
export function unreadFindings(unread: readonly string[] = []): findings.Finding[] {
  return unread.map((text) => warned("unread", "", text));
}
