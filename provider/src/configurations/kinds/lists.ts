import type * as pulumi from "@pulumi/pulumi";
import type { CsElement, CsList, CsListChange, CsScalar } from "../csValue";
import { isObject } from "../../isObject";
import * as z from "../../zod";
import type { Facts, Setting } from "../setting";
import { sortedText } from "../sortedText";
import { findName, oneOf } from "./choice";
import { propertiesInText } from "./objectText";
import { parsed } from "./parsed";

/**
 * An origin whose web applications may call Web Services, such as `https://fabrikam.com`. It begins
 * with `http:` or `https:`, may have a port, and has no path.
 */
export type Origin = string;

/** The certificate stores of a server that hold CA certificates. */
export const caStores = ["TrustedRootCA", "IntermediateCA", "ThirdPartyRootCA"] as const;

/** A CA certificate that Web Services trust. */
export interface CaCertificate {
  /** The thumbprint of the certificate: 40 hexadecimal digits. Spaces and case do not matter. */
  thumbprint: string;
  /** The certificate store of the server in which the certificate is. */
  caStore: (typeof caStores)[number];
}

/** A CA certificate as a program writes it. Each part may be an output. */
export type CaCertificateArgs = { [P in keyof CaCertificate]: pulumi.Input<CaCertificate[P]> };

/** A list of origins. Their order has no meaning. */
export function origins(facts: Facts<Origin[]>): Setting<Origin[], pulumi.Input<Origin>[]> {
  return {
    ...facts,
    ...listKind<Origin>({
      element: { cmdlet: "New-CsWebOrigin", parameters: ["Url"] },
      toParameters: (origin) => ({ Url: origin }),
      fromParameters: ({ Url }) => (typeof Url === "string" ? Url : undefined),
      // A value on the server may be no valid origin.
      canonical: (origin) => canonicalOrigin(origin) ?? origin,
    }),
    allowed: 'a list of origins with http: or https: and without a path, such as "https://fabrikam.com"',
    schema: () => sorted(parsed(canonicalOrigin)),
  };
}

/** A list of CA certificates. Their order has no meaning. */
export function caCertificates(facts: Facts<CaCertificate[]>): Setting<CaCertificate[], pulumi.Input<CaCertificateArgs>[]> {
  return {
    ...facts,
    ...listKind<CaCertificate>({
      element: { cmdlet: "New-CsWebTrustedCACertificate", parameters: ["Thumbprint", "CAStore"] },
      toParameters: ({ thumbprint, caStore }) => ({ Thumbprint: thumbprint, CAStore: caStore }),
      fromParameters: ({ Thumbprint, CAStore }) => {
        if (typeof Thumbprint !== "string" || typeof CAStore !== "string") return undefined;
        return { thumbprint: Thumbprint, caStore: CAStore as CaCertificate["caStore"] };
      },
      canonical: (item: CaCertificate | string) =>
        typeof item === "string"
          ? (item as never)
          : { thumbprint: canonicalThumbprint(item.thumbprint), caStore: findName(caStores, item.caStore) ?? item.caStore },
    }),
    allowed: `a list of { thumbprint: "40 hexadecimal digits", caStore: ${oneOf(caStores)} }`,
    schema: () =>
      sorted(
        z.strictObject({
          thumbprint: z
            .string()
            .transform(canonicalThumbprint)
            .refine((thumbprint) => /^[0-9A-F]{40}$/.test(thumbprint)),
          caStore: parsed((name) => findName(caStores, name)),
        }),
      ),
  };
}

interface ListOf<T> {
  element: CsElement;
  toParameters: (item: T) => Record<string, CsScalar>;
  /** An element with exactly the same letters, so that an adopted list can be restored. */
  fromParameters: (parameters: Record<string, unknown>) => T | undefined;
  /**
   * A value that is the same for elements of the same meaning. The element is a text if the engine
   * does not know it yet, or hides it.
   */
  canonical: (item: T) => T;
}

function listKind<T>({ element, toParameters, fromParameters, canonical }: ListOf<T>): Pick<
  Setting<T[]>,
  "csType" | "empty" | "equal" | "fromAnswer" | "meaning"
> & {
  toParameter(value: T[], verb: "New" | "Set"): CsList | CsListChange | null | undefined;
} {
  const meaning = (value: T[]): T[] => (Array.isArray(value) ? inOrder(value.map(canonical)) : value);
  return {
    csType: { name: "PSListModifier", element },
    empty: [],
    meaning,
    equal: (one, other) => sortedText(meaning(one)) === sortedText(meaning(other)),
    fromAnswer(answer) {
      if (!Array.isArray(answer)) return undefined;
      const items = answer.map((item: unknown) => {
        const properties = typeof item === "string" ? propertiesInText(item, element.parameters) : item;
        return isObject(properties) ? fromParameters(properties) : undefined;
      });
      return items.includes(undefined) ? undefined : (items as T[]);
    },
    toParameter(items, verb) {
      const made = items.map((item) => ({ make: element.cmdlet, with: toParameters(item) }));
      // A new collection's lists are empty; a Set empties one with $null.
      if (made.length === 0) return verb === "New" ? undefined : null;
      return verb === "New" ? { list: made } : { replace: made };
    },
  };
}

function sorted<T>(element: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(element).transform(inOrder);
}

// An element that occurs twice counts once. The server returns the elements in any order.
function inOrder<T>(items: readonly T[]): T[] {
  const byText = new Map(items.map((item) => [sortedText(item), item]));
  return [...byText.keys()].sort().map((text) => byText.get(text) as T);
}

function canonicalOrigin(value: unknown): Origin | undefined {
  if (typeof value !== "string" || !/^https?:\/\/[^\s/\\?#]+\/?$/i.test(value) || !URL.canParse(value)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(value);
  if (username !== "" || password !== "") return undefined;
  const host = hostname.replace(/\.+$/, "");
  if (host === "") return undefined;
  return `${protocol}//${host}${port === "" ? "" : `:${port}`}`;
}

// A thumbprint that is copied from a certificate's dialog has spaces, and an invisible mark before
// it.
function canonicalThumbprint(text: string): string {
  return text.replace(/[\s\u200e\u200f]/g, "").toUpperCase();
}
