import { appendFileSync } from "node:fs";
import type { CsMade, CsValue } from "../configurations/csValue";
import type { Call } from "../cmdlets/call";

/** The shape of a call: its cmdlet, and the kind of each parameter's value. */
export interface CallShape {
  cmdlet: string;
  parameters: Record<string, string>;
}

/**
 * Appends the shapes of a request's calls as a line with a JSON array to the file that
 * LYNC_RECORD_REQUESTS names. With it, a test run checks that the contract cases, which a real
 * PowerShell runs, cover every recorded shape.
 */
export function recordRequest(calls: readonly Call[]): void {
  const file = process.env.LYNC_RECORD_REQUESTS;
  if (file !== undefined && file !== "" && calls.length > 0) appendFileSync(file, `${JSON.stringify(calls.map(shapeOf))}\n`);
}

/** The shape of a call. */
export function shapeOf({ cmdlet, parameters }: Call): CallShape {
  return { cmdlet, parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, kindOf(value)])) };
}

function kindOf(value: CsValue): string {
  if (value === null) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "whole" : "decimal";
  if (typeof value !== "object") return typeof value;
  if ("make" in value) return value.make;
  const parts = Object.entries(value).map(
    ([key, made]) => `${key} of ${[...new Set((made as CsMade[]).map(({ make }) => make))].sort().join(", ")}`,
  );
  return parts.sort().join("; ");
}
