import { isHttpsUri } from "./kinds/text";

/** Where AD FS publishes its metadata, by its Federation Service Name. */
export function metadataUriOf(federationService: string): string {
  return `https://${federationService}/federationmetadata/2007-06/federationmetadata.xml`;
}

/**
 * The Federation Service Name that a metadata URI stands for; undefined where it is of another
 * form.
 */
export function federationServiceIn(uri: string): string | undefined {
  const [, name = ""] = /^https:\/\/([^/]+)\//.exec(uri) ?? [];
  return metadataUriOf(name) === uri && federationServiceProblem(name) === undefined ? name : undefined;
}

/** A URI as it should be, for messages. */
export const metadataUriExample = metadataUriOf("<Federation Service Name>");

/** Why a text cannot be a Federation Service Name, in words that follow it; undefined if it can. */
export function federationServiceProblem(name: string): string | undefined {
  const [, host = "", port] = /^([^:]*)(?::(\d{1,5}))?$/.exec(name) ?? [];
  const labels = host.split(".");
  const isName = labels.length > 1 && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? "");
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536);
  if (host !== "" && host.length <= 253 && isName && isPort) return undefined;
  return 'is no Federation Service Name: it is one fully qualified host name, with a port at most, such as "dc.contoso.com"';
}

/** Why AD FS cannot publish its metadata at a URI, in words that follow it; undefined if it can. */
export function metadataUriProblem(uri: string): string | undefined {
  if (!isHttpsUri(uri)) return "is no absolute https URI";
  const { username, password, hostname, pathname } = new URL(uri);
  if (username !== "" || password !== "") return "has an account in it";
  if (uri.includes("#")) return "has a fragment";
  if (hostname.includes("*")) return "has a wildcard for a host";
  if (pathname.startsWith("//")) return "has a URI in place of a host";
  if (pages.has(pathname.toLowerCase().replace(/\/+$/, ""))) return "is not where AD FS publishes its metadata";
  return undefined;
}

const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?$/u;
// AD FS's own page of sign-in, and the identifier that its console shows.
const pages: ReadonlySet<string> = new Set(["", "/adfs/ls", "/adfs/services/trust"]);
