import type { Finding } from "../../provider/src/finding";

/** Lists findings in short: the severity and the code of each. */
export function codesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}
