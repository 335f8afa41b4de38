import type { Finding } from "../../provider/src/finding";

/** What findings are, a line each: how severe, and the code. */
export function codesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}
