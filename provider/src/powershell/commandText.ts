import type { CsMade, CsValue } from "../configurations/csValue";
import type { Call } from "./protocol";

/** A call as an administrator would type it, for messages and logs; it is never what runs. */
export function commandText({ cmdlet, parameters }: Call): string {
  return withParameters(cmdlet, parameters);
}

function withParameters(cmdlet: string, parameters: Record<string, CsValue>): string {
  return [cmdlet, ...Object.entries(parameters).map(([name, value]) => `-${name} ${valueText(value)}`)].join(" ");
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
