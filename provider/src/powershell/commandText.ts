import type { CsMade, CsValue } from "../configurations/csValue";
import type { Call } from "./protocol";

/** A call as an administrator would type it, for messages and logs; it is never what runs. */
export function commandText({ cmdlet, parameters, secret }: Call): string {
  return withParameters(cmdlet, parameters, secret);
}

function withParameters(cmdlet: string, parameters: Record<string, CsValue>, secret: readonly string[] = []): string {
  const texts = Object.entries(parameters).map(([name, value]) => `-${name} ${secret.includes(name) ? "[secret]" : valueText(value)}`);
  return [cmdlet, ...texts].join(" ");
}

function valueText(value: CsValue): string {
  if (value === null) return "$null";
  if (typeof value === "boolean") return value ? "$true" : "$false";
  if (typeof value === "number") return String(value);
  // PowerShell takes the typographic quotes for single quotes, too.
  if (typeof value === "string") return `'${value.replace(/['‘’‚‛]/g, "$&$&")}'`;
  if ("make" in value) return madeText(value);
  if ("list" in value) return value.list.map(madeText).join(", ");
  const parts = [
    ["Add", value.add],
    ["Remove", value.remove],
    ["Replace", value.replace],
  ] as const;
  return `@{${parts.flatMap(([key, made]) => (made === undefined ? [] : `${key}=${made.map(madeText).join(", ")}`)).join("; ")}}`;
}

function madeText({ make, with: parameters }: CsMade): string {
  return `(${withParameters(make, parameters)})`;
}
