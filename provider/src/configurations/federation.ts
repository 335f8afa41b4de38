import { isHttpsUri } from "./kinds/text";

/** The URI where AD FS publishes its metadata, by its Federation Service Name. */
export function metadataUriOf(federationService: string): string {
  return `https://${federationService}/federationmetadata/2007-06/federationmetadata.xml`;
}

/** The Federation Service Name in a metadata URI; undefined if the URI has another form. */
export function federationServiceIn(uri: string): string | undefined {
  const [, name = ""] = /^https:\/\/([^/]+)\//.exec(uri) ?? [];
  return metadataUriOf(name) === uri && federationServiceProblem(name) === undefined ? name : undefined;
}

/** The form of a metadata URI, for messages. */
export const metadataUriExample = metadataUriOf("<Federation Service Name>");

/**
 * Why a text cannot be a Federation Service Name, as the rest of a sentence that begins with the
 * text. Undefined if it can be one.
 */
export function federationServiceProblem(name: string): string | undefined {
  const [, host = "", port] = /^([^:]*)(?::(\d{1,5}))?$/.exec(name) ?? [];
  const labels = host.split(".");
  const isName = labels.length > 1 && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? "");
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536);
  if (host !== "" && host.length <= 253 && isName && isPort) return undefined;
  return 'is not a Federation Service Name, which is one fully qualified host name, optionally with a port, such as "dc.contoso.com"';
}

/**
 * Why AD FS cannot publish its metadata at a URI, as the rest of a sentence that begins with the
 * URI. Undefined if it can.
 */
export function metadataUriProblem(uri: string): string | undefined {
  if (!isHttpsUri(uri)) return "is not an absolute https URI";
  const { username, password, hostname, pathname } = new URL(uri);
  if (username !== "" || password !== "") return "contains a user name or a password";
  if (uri.includes("#")) return "has a fragment";
  if (hostname.includes("*")) return "has a wildcard in its host";
  if (pathname.startsWith("//")) return "has another URI where its host should be";
  if (pages.has(pathname.toLowerCase().replace(/\/+$/, ""))) return "is not where AD FS publishes its metadata";
  return undefined;
}

const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?$/u;
// The sign-in page of AD FS, and the identifier that its console shows.
const pages: ReadonlySet<string> = new Set(["", "/adfs/ls", "/adfs/services/trust"]);
