import type { CsMade, CsValue } from "../configurations/csValue";
import type { Call } from "./call";

/** A call as an administrator would type it. It is for messages and logs only, and is never run. */
export function commandText({ cmdlet, parameters, secret = [], unknown = [] }: Call): string {
  const shown = (name: string, value: CsValue): string =>
    secret.includes(name) ? secretText : unknown.includes(name) ? unknownText : valueText(value);
  return withParameters(cmdlet, parameters, shown);
}

/** The text that replaces a value that must not be shown. */
export const secretText = "[secret]";
/** The text that replaces a value that is not known yet. */
export const unknownText = "[not known yet]";

/** The switch parameters, which take no value. No setting has the name of one. */
const switches: ReadonlySet<string> = new Set([
  ...["Confirm", "Force", "InMemory", "LocalStore", "WhatIf"],
  // The switches of Get-CsService, one for each role.
  ...["ApplicationServer", "ArchivingServer", "CentralManagement", "ConferencingServer", "Director", "EdgeServer", "ExternalServer"],
  ...["FileStore", "MediationServer", "MonitoringServer", "PersistentChatServer", "PstnGateway", "Registrar", "TrustedApplicationPool"],
  ...["UserDatabase", "UserServer", "VideoGateway", "WebServer"],
]);

function withParameters(
  cmdlet: string,
  parameters: Record<string, CsValue>,
  shown: (name: string, value: CsValue) => string = (_, value) => valueText(value),
): string {
  const given = Object.entries(parameters).map(([name, value]) => {
    // PowerShell would read "-Switch $false", with a space, as the switch and a stray argument.
    if (typeof value === "boolean" && switches.has(name)) return value ? `-${name}` : `-${name}:$false`;
    return `-${name} ${shown(name, value)}`;
  });
  return [cmdlet, ...given].join(" ");
}

function valueText(value: CsValue): string {
  if (value === null) return "$null";
  if (typeof value === "boolean") return value ? "$true" : "$false";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return stringText(value);
  if ("make" in value) return madeText(value);
  if ("list" in value) return value.list.map(madeText).join(", ");
  const parts = [
    ["Add", value.add],
    ["Remove", value.remove],
    ["Replace", value.replace],
  ] as const;
  return `@{${parts.flatMap(([key, made]) => (made === undefined ? [] : `${key}=${made.map(madeText).join(", ")}`)).join("; ")}}`;
}

// A character that ends a line, or that is invisible, would make a text look like a different one.
// It is shown as its number.
const unseen = /([\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/u;

function stringText(value: string): string {
  const parts = value.split(unseen).filter((part) => part !== "");
  if (parts.every((part) => !unseen.test(part))) return quoted(value);
  const texts = parts.map((part) => (unseen.test(part) ? `[char]${part.charCodeAt(0)}` : quoted(part)));
  // The first operand must be a string, because only then does PowerShell append the rest as text.
  return `(${(unseen.test(parts[0] ?? "") ? ["''", ...texts] : texts).join(" + ")})`;
}

// PowerShell also treats typographic quotes as single quotes.
function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, "$&$&")}'`;
}

function madeText({ make, with: parameters }: CsMade): string {
  return `(${withParameters(make, parameters)})`;
}
