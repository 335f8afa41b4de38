import { LyncError } from "../errors";
import type { Noun, Service } from "./noun";

/** What a collection belongs to: the whole deployment, a site, or a service of a pool. */
export type Identity = { scope: "global" } | { scope: "site"; site: string } | { scope: "service"; service: Service; pool: string };

/** An identity has no valid form for its noun. The message says why and lists the valid forms. */
export class InvalidIdentity extends LyncError {
  constructor(message: string) {
    super(message, { kind: "invalidParameter" });
  }
}

/**
 * Reads an identity such as `Service:WebServer:LyncPool01.contoso.com`. Case does not matter. Names
 * of sites and pools are kept as written, but a trailing dot of a pool's name is removed.
 *
 * @throws InvalidIdentity if it has no valid form for the noun.
 */
export function parseIdentity(text: string, noun: Noun): Identity {
  const [scope = "", ...rest] = text.trim().split(":");
  switch (scope.toLowerCase()) {
    case "global":
      if (rest.length > 0) throw invalid(text, noun, "nothing may follow the global scope");
      return { scope: "global" };
    case "site":
      return { scope: "site", site: parseSite(text, rest, noun) };
    case "service":
      return { scope: "service", ...parseService(text, rest, noun) };
    default:
      throw invalid(text, noun, `"${scope}" is not a scope`);
  }
}

/**
 * The identity as the server writes it: `Global`, `Site:Redmond`,
 * `Service:WebServer:LyncPool01.contoso.com`.
 */
export function formatIdentity(identity: Identity): string {
  switch (identity.scope) {
    case "global":
      return "Global";
    case "site":
      return `Site:${identity.site}`;
    case "service":
      return `Service:${identity.service}:${identity.pool}`;
  }
}

/** The canonical form of an identity. */
export function canonicalIdentity(text: string, noun: Noun): string {
  return formatIdentity(parseIdentity(text, noun));
}

/** A key that is the same for texts that name the same collection, because case does not matter. */
export function identityKey(identity: string): string {
  return identity.toLowerCase();
}

/** Whether an identity is that of the global collection. */
export function isGlobal(identity: string): boolean {
  return identityKey(identity) === "global";
}

/** The pool in an identity, which need not be valid; undefined if it is not of a service. */
export function poolOf(identity: string): string | undefined {
  return /^service:[^:]*:(.*)$/is.exec(identity)?.[1];
}

/** The forms that an identity of this noun may have. */
export function validForms(noun: Noun): string {
  const forms = ["Global"];
  if (noun.siteScope) forms.push("Site:<site name>");
  forms.push(...noun.services.map((service) => `Service:${service}:<pool fqdn>`));
  return forms.join(", ");
}

function parseSite(text: string, parts: string[], noun: Noun): string {
  if (!noun.siteScope) throw invalid(text, noun, "a site cannot have one");
  const site = parts.join(":").trim();
  if (site === "") throw invalid(text, noun, "the site's name is empty");
  return site;
}

function parseService(text: string, parts: string[], noun: Noun): { service: Service; pool: string } {
  const [name = "", pool = "", ...more] = parts;
  const service = noun.services.find((known) => known.toLowerCase() === name.toLowerCase());
  if (service === undefined) throw invalid(text, noun, name === "" ? "the service is empty" : `the service "${name}" cannot have one`);
  if (more.length > 0) throw invalid(text, noun, "a pool's name cannot contain a colon");
  const fqdn = pool.replace(/\.$/, "");
  if (fqdn === "") throw invalid(text, noun, "the pool's name is empty");
  if (!isHostName(fqdn)) throw invalid(text, noun, `"${pool}" is not a fully qualified domain name`);
  return { service, pool: fqdn };
}

function isHostName(text: string): boolean {
  return text.length <= 255 && text.split(".").every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
}

function invalid(text: string, noun: Noun, why: string): InvalidIdentity {
  return new InvalidIdentity(
    `${JSON.stringify(text)} is not an identity of a ${noun.type}, because ${why}. Valid forms: ${validForms(noun)}`,
  );
}
