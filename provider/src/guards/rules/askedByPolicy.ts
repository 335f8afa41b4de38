import { isHttpsUri } from "../../configurations/kinds/text";
import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import type { Finding } from "../../finding";
import type { Judged } from "./judged";
import { warned } from "./told";
import { webValues } from "./typedValues";

// What an organisation may forbid although anybody can sign in: check does not run these rules, a
// policy does.

/** What a policy's configuration adds to the rules. */
export interface AskedByPolicy {
  /** The domains that a metadata URI's host may be, or be in; undefined where all may. */
  metadataDomains?: readonly string[];
}

/** What only a policy asks of a collection. */
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

/** The URI may be a secret, so the message does without it. */
function metadataUriOutside({ wsFedPassiveMetadataUri: uri = "" }: WebServiceValues, domains: readonly string[]): Finding[] {
  if (uri === "" || (isHttpsUri(uri) && domains.some((domain) => isWithin(new URL(uri).hostname, domain)))) return [];
  const message = `the host of the metadata URI is outside of ${domains.join(", ")}: users would sign in at a server that is not yours`;
  return [warned("metadataUriOutside", "wsFedPassiveMetadataUri", message)];
}

function isWithin(host: string, domain: string): boolean {
  const [inner, outer] = [host, domain].map((name) => name.toLowerCase().replace(/\.$/, "")) as [string, string];
  return inner === outer || inner.endsWith(`.${outer}`);
}

function messageBodiesLogged({ enableLoggingAllMessageBodies }: ProxyValues): Finding[] {
  if (enableLoggingAllMessageBodies !== true) return [];
  const message = "the text of every instant message is written to the server's logs: whoever can read the logs can read what users write";
  return [warned("messageBodiesLogged", "enableLoggingAllMessageBodies", message)];
}
