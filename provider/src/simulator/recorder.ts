import { appendFileSync } from "node:fs";
import type { CsMade, CsValue } from "../configurations/csValue";
import type { Call } from "../cmdlets/call";

/** The shape of a call: its cmdlet, and the kind of value that each parameter is given. */
export interface CallShape {
  cmdlet: string;
  parameters: Record<string, string>;
}

/**
 * Appends the shapes of a request's calls, a JSON array on a line, to the file that
 * LYNC_RECORD_REQUESTS names. So a test run can tell that the contract cases, which a real
 * PowerShell runs, have all that was ever asked.
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
