import { isHttpsUri } from "../../configurations/kinds/text";
import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import type { Finding } from "../../finding";
import type { Judged } from "./judged";
import { warned } from "./told";
import { webValues } from "./typedValues";

// An organisation may forbid these things although every user can sign in. Only a policy runs
// these rules; check does not.

/** What a policy's configuration adds to the rules. */
export interface AskedByPolicy {
  /** The domains that a metadata URI's host may be in, or equal; undefined if every host may. */
  metadataDomains?: readonly string[];
}

/** Runs the rules that only a policy runs. */
export function judgeByPolicy({ noun, values }: Pick<Judged, "noun" | "values">, { metadataDomains }: AskedByPolicy): Finding[] {
  switch (noun.governs) {
    case "webTicket":
      return metadataDomains === undefined ? [] : metadataUriOutside(webValues(values), metadataDomains);
    case "proxySignIn":
      return messageBodiesLogged(values);
    case "nothing":
      return [];
  }
}

/** The message does not name the URI, because it may be a secret. */
function metadataUriOutside({ wsFedPassiveMetadataUri: uri = "" }: WebServiceValues, domains: readonly string[]): Finding[] {
  if (uri === "" || (isHttpsUri(uri) && domains.some((domain) => isWithin(new URL(uri).hostname, domain)))) return [];
  const message = `The host of the metadata URI is outside ${domains.join(", ")}. Users would sign in at a server that is not yours.`;
  return [warned("metadataUriOutside", "wsFedPassiveMetadataUri", message)];
}

function isWithin(host: string, domain: string): boolean {
  const [inner, outer] = [host, domain].map((name) => name.toLowerCase().replace(/\.$/, "")) as [string, string];
  return inner === outer || inner.endsWith(`.${outer}`);
}

function messageBodiesLogged({ enableLoggingAllMessageBodies }: ProxyValues): Finding[] {
  if (enableLoggingAllMessageBodies !== true) return [];
  const message =
    "The text of every instant message is written to the server's logs. Anyone who can read the logs can read what users write.";
  return [warned("messageBodiesLogged", "enableLoggingAllMessageBodies", message)];
}
