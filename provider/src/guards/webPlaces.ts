import { parseIdentity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { webIdentity, webService, type WebServiceValues } from "../configurations/webService";
import type { DirectoryPool } from "../deployment/directory";
import { expectedFor } from "../stack/effective";
import type { Reader, View } from "../stack/memory";
import type { Expected } from "../stack/outlook";
import { isPassiveAlone, isTicketUnknown } from "./rules/methods";
import { webSettings, webValues } from "./rules/typedValues";

/** Web Services as they will be, with the types of their settings. */
export interface ExpectedWeb extends Omit<Expected, "values" | "unknown"> {
  values: WebServiceValues;
  unknown: readonly (keyof WebServiceValues)[];
}

/** The Web Services that will apply to a pool, as far as this process knows the program. */
export async function heardWeb(view: View<Reader>, pool: string): Promise<ExpectedWeb | undefined> {
  const expected = await expectedFor({ ...view, noun: webService }, parseIdentity(webIdentity(pool), webService));
  return expected && { ...expected, values: webValues(expected.values), unknown: webSettings(expected.unknown) };
}

/** Whether Web Services are passive, and no setting that is not known yet can change that. */
export function isSurelyPassive(web: Pick<ExpectedWeb, "values" | "unknown"> | undefined): boolean {
  return web !== undefined && !isTicketUnknown(web.unknown) && isPassiveAlone(web.values);
}

/** Whether Web Services are passive, or may turn out to be. */
export function mayBePassive(web: Pick<ExpectedWeb, "values" | "unknown"> | undefined): boolean {
  return web === undefined || isTicketUnknown(web.unknown) || isPassiveAlone(web.values);
}

/** The values of a Web Services collection; undefined for a collection of another noun. */
export function webIn(noun: Noun, values: Values): WebServiceValues | undefined {
  return noun.governs === "webTicket" ? webValues(values) : undefined;
}

/** The pools that have Web Services. */
export function webPools(directory: ReadonlyMap<string, DirectoryPool>): string[] {
  return [...directory.values()].flatMap(({ fqdn, roles }) => (roles.includes("WebServer") ? [fqdn] : []));
}
