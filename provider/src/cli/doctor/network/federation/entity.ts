import { X509Certificate } from "node:crypto";
import { onOneLine } from "../tls/facts";
import { elementsIn, type Element } from "../xml";

const metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
const federation = "http://docs.oasis-open.org/wsfed/federation/200706";
const addressing = "http://www.w3.org/2005/08/addressing";
const signature = "http://www.w3.org/2000/09/xmldsig#";

/** What a metadata document says about the entity where users sign in. */
export interface Entity {
  /** Its name; undefined if it has none. */
  entityId: string | undefined;
  /** The addresses of its endpoints for passive sign-in. */
  passiveEndpoints: string[];
  signing: SigningCertificate[];
}

/** A certificate with which an entity signs. */
export interface SigningCertificate {
  subject: string;
  validFrom: Date;
  validTo: Date;
}

/** Whether a document is the metadata of a single entity. */
export function isEntity({ namespace, name }: Element): boolean {
  return namespace === metadata && name === "EntityDescriptor";
}

/** An entity's name. */
export function entityIdOf({ attributes }: Element): string | undefined {
  return attributes.get("entityID");
}

/** Reads what a metadata document says about its entity. */
export function entityIn(root: Element): Entity {
  const parts = root.children.filter((part) => !isApplication(part));
  const passive = parts.flatMap((part) => elementsIn(part, federation, "PassiveRequestorEndpoint"));
  return {
    entityId: entityIdOf(root),
    passiveEndpoints: passive.flatMap((endpoint) => elementsIn(endpoint, addressing, "Address")).map(({ text }) => text.trim()),
    signing: signingIn(parts),
  };
}

/**
 * Whether a part describes an application that users sign in to. Such a part also has a passive
 * endpoint.
 */
function isApplication({ type }: Element): boolean {
  return type === "ApplicationServiceType";
}

/**
 * The certificates of all signing keys, each once. A text that cannot be read as a certificate is
 * left out.
 */
function signingIn(parts: readonly Element[]): SigningCertificate[] {
  const keys = parts
    .flatMap((part) => elementsIn(part, metadata, "KeyDescriptor"))
    .filter(({ attributes }) => (attributes.get("use") ?? "signing") === "signing");
  const texts = keys.flatMap((key) => elementsIn(key, signature, "X509Certificate")).map(({ text }) => text.replace(/\s/g, ""));
  return [...new Set(texts)].flatMap(readCertificate);
}

function readCertificate(base64: string): SigningCertificate[] {
  try {
    const { subject, validFrom, validTo } = new X509Certificate(Buffer.from(base64, "base64"));
    return [{ subject: onOneLine(subject), validFrom: new Date(validFrom), validTo: new Date(validTo) }];
  } catch {
    return [];
  }
}
