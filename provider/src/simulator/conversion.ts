/**
 * How PowerShell converts a value for a parameter of a compiled cmdlet. Each function returns
 * undefined for a value that its type does not take. Observed with PowerShell 7.6.
 */
import type { CsValue } from "../configurations/csValue";
import { formatTimeSpan, readTimeSpan } from "../configurations/kinds/timeSpan";

/** Converts to a Boolean. Numbers are taken, texts are not. */
export function toBoolean(value: CsValue): boolean | undefined {
  if (typeof value === "number") return value !== 0;
  return typeof value === "boolean" ? value : undefined;
}

/**
 * Converts to a name of an enum. It takes the name, its number, a beginning that fits only one
 * name, and several names, whose numbers are combined.
 */
export function toName(names: readonly string[], value: CsValue): string | undefined {
  if (typeof value === "number") return names[value];
  if (typeof value !== "string") return undefined;
  if (/^\s*[+-]?\d+\s*$/.test(value)) return names[Number(value)];
  const numbers = value.split(",").map((part) => numberOfName(names, part.trim()));
  return numbers.includes(undefined) ? undefined : names[numbers.reduce<number>((all, number) => all | (number ?? 0), 0)];
}

function numberOfName(names: readonly string[], text: string): number | undefined {
  if (text === "") return undefined;
  const wanted = text.toLowerCase();
  const begun = names.filter((name) => name.toLowerCase().startsWith(wanted));
  const found = begun.find((name) => name.toLowerCase() === wanted) ?? (begun.length === 1 ? begun[0] : undefined);
  return found === undefined ? undefined : names.indexOf(found);
}

const multipliers = ["", "kb", "mb", "gb", "tb", "pb"];

/**
 * Converts to a whole number. It takes a Boolean, an empty text (as 0), a fraction (which is
 * rounded), and every form in which PowerShell writes numbers.
 */
export function toWhole(value: CsValue): bigint | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") return rounded(value);
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  if (text === "") return 0n;
  const [, sign, hexadecimal] = /^([+-]?)(0x[0-9a-f]+)$/.exec(text) ?? [];
  if (hexadecimal !== undefined) return BigInt(hexadecimal) * (sign === "-" ? -1n : 1n);
  if (/^[+-]?\d+$/.test(text)) return BigInt(text.replace(/^\+/, ""));
  const [, number, multiplier = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([kmgtp]b)?$/.exec(text) ?? [];
  return number === undefined ? undefined : rounded(Number(number) * 1024 ** multipliers.indexOf(multiplier));
}

// .NET rounds a half to the nearest even number.
function rounded(number: number): bigint | undefined {
  if (!Number.isFinite(number)) return undefined;
  const near = Math.round(number);
  return BigInt(Math.abs(number % 1) === 0.5 && near % 2 !== 0 ? near - 1 : near);
}

/** Converts to a TimeSpan in .NET's constant format. A number is taken as ticks. */
export function toTimeSpan(value: CsValue): string | undefined {
  const ticks = ticksOf(value);
  if (ticks === undefined) return undefined;
  return ticks < 0n ? `-${formatTimeSpan(-ticks)}` : formatTimeSpan(ticks);
}

/**
 * The short forms of a TimeSpan and their full forms. The short forms are: only days, hours and
 * minutes, and days before a colon.
 */
const shortForms = [
  [/^(\d+)$/, "$1.00:00:00"],
  [/^((?:\d+\.)?\d+:\d+)$/, "$1:00"],
  [/^(\d+):(\d+:\d+:\d+(?:\.\d+)?)$/, "$1.$2"],
  // A first number above 23 means days instead of hours.
  [/^(\d{3,}|2[4-9]|[3-9]\d):(\d+:\d+)$/, "$1.$2:00"],
] as const;

function ticksOf(value: CsValue): bigint | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== "string") return undefined;
  const [, sign, text = ""] = /^(-?)(.*)$/s.exec(value.trim()) ?? [];
  const [form, inFull] = shortForms.find(([pattern]) => pattern.test(text)) ?? [];
  const ticks = readTimeSpan(form === undefined || inFull === undefined ? text : text.replace(form, inFull));
  return ticks === undefined || sign === "" ? ticks : -ticks;
}
