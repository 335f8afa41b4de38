import type { Facts, Setting } from "../setting";

/** Any text; empty text stands for none. */
export function text(facts: Facts<string>): Setting<string> {
  return {
    ...facts,
    ...textKind,
    allowed: "text",
    schema: (z) => z.string(),
  };
}

/** An absolute https URI; empty text stands for none. */
export function httpsUri(facts: Facts<string>): Setting<string> {
  return {
    ...facts,
    ...textKind,
    allowed: 'an absolute https URI, such as "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml", or "" for none',
    schema: (z) => z.string().refine((uri) => uri === "" || isHttpsUri(uri)),
  };
}

const textKind = {
  csType: { name: "String" },
  empty: "",
  fromAnswer: (answer: unknown) => (typeof answer === "string" ? answer : undefined),
  equal: (one: string, other: string) => one === other,
} as const;

/** Whether a text is an absolute https URI. */
export function isHttpsUri(uri: string): boolean {
  return /^https:\/\/[^\s/]\S*$/i.test(uri) && URL.canParse(uri);
}
