import type { Call, CsValue } from "./protocol";

/** A call as an administrator would type it, for messages and logs; it is never what runs. */
export function commandText(call: Call): string {
  return [call.cmdlet, ...Object.entries(call.parameters).map(([name, value]) => `-${name} ${valueText(value)}`)].join(" ");
}

function valueText(value: CsValue): string {
  if (value === null) return "$null";
  if (typeof value === "boolean") return value ? "$true" : "$false";
  if (typeof value === "number") return String(value);
  // PowerShell takes the typographic quotes for single quotes, too.
  return `'${value.replace(/['‘’‚‛]/g, "$&$&")}'`;
}
