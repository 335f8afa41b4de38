import { readWarning } from "../../finding";
import type { Preview } from "../preview";
import { nameIn, nounIn } from "../urn";

/** The warnings and errors of a preview. */
export interface Diagnostics {
  /**
   * Each warning once, with the identity or resource that it is about in front of it. Warnings that
   * the plan already shows with their collection are left out.
   */
  warnings: string[];
  /** Why the preview failed. */
  errors: string[];
}

/**
 * Reads a preview's diagnostics. A warning of a resource's class names its resource. A warning from
 * a provider's standard error names no resource, but begins with the identity.
 *
 * @param told the warnings that the plan already shows with their collection.
 */
export function diagnosticsOf({ diagnostics }: Preview, told: ReadonlySet<string>): Diagnostics {
  const warnings = warningsAmong(diagnostics).flatMap(({ who, what }) =>
    told.has(what) ? [] : [who === undefined ? what : `${who}: ${what}`],
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  return { warnings: [...new Set(warnings)], errors: [...new Set(errors)] };
}

/** The warnings of a resource's class. */
export function warningsAt(urn: string, { diagnostics }: Preview): string[] {
  return warningsAmong(diagnostics.filter((one) => one.urn === urn)).map(({ what }) => what);
}

/** Each warning, with the identity or resource that it is about. */
function warningsAmong(diagnostics: Preview["diagnostics"]): { who: string | undefined; what: string }[] {
  return diagnostics
    .filter(({ severity }) => severity !== "error")
    .flatMap(({ urn = "", message }) =>
      message.split("\n").flatMap((line) => {
        const warning = readWarning(line);
        return warning === undefined ? [] : [{ who: warning.who ?? resourceIn(urn), what: warning.what }];
      }),
    );
}

/** The name of one of this package's resources; undefined for any other. */
function resourceIn(urn: string): string | undefined {
  return nounIn(urn) === undefined ? undefined : nameIn(urn);
}
