import * as z from "../../zod";
import type { Facts, Setting } from "../setting";

/** Any text. Empty text means none. */
export function text(facts: Facts<string>): Setting<string> {
  return {
    ...facts,
    ...textKind,
    allowed: "text",
    schema: () => z.string(),
  };
}

/** A URI in any form, because the vendor documents none. Empty text means none. */
export function uri(facts: Facts<string>): Setting<string> {
  return { ...text(facts), ...uriKind };
}

/** An absolute https URI. Empty text means none. */
export function httpsUri(facts: Facts<string>): Setting<string> {
  return {
    ...facts,
    ...textKind,
    ...uriKind,
    allowed: 'an absolute https URI, such as "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml", or "" for none',
    schema: () => z.string().refine((uri) => uri === "" || isHttpsUri(uri)),
  };
}

const textKind = {
  csType: { name: "String" },
  empty: "",
  fromAnswer: (answer: unknown) => (typeof answer === "string" ? answer : undefined),
  equal: (one: string, other: string) => one === other,
} as const;

const uriKind = {
  equal: (one: string, other: string) => canonicalUri(one) === canonicalUri(other),
  meaning: canonicalUri,
} as const;

const defaultPorts = new Map([
  ["http", ":80"],
  ["https", ":443"],
]);

/**
 * A URI with its scheme and host in lower case, without the scheme's default port, and with a path.
 * The rest is unchanged.
 */
function canonicalUri(uri: string): string {
  const [, scheme = "", user = "", host = "", port = "", rest = ""] =
    /^([a-z][a-z\d+.-]*):\/\/([^/?#@]*@)?([^/?#@]*?)(:\d*)?([/?#].*)?$/is.exec(uri) ?? [];
  if (scheme === "") return uri;
  const isDefault = port === ":" || port === defaultPorts.get(scheme.toLowerCase());
  return `${scheme.toLowerCase()}://${user}${host.toLowerCase()}${isDefault ? "" : port}${rest.startsWith("/") ? "" : "/"}${rest}`;
}

/** Whether a text is an absolute https URI. */
export function isHttpsUri(uri: string): boolean {
  return /^https:\/\/[^\s/]\S*$/i.test(uri) && URL.canParse(uri);
}
