import { readWarning } from "../../finding";
import type { Preview } from "../preview";
import { nameIn, nounIn } from "../urn";

/** What a preview said besides its steps. */
export interface Diagnostics {
  /**
   * Each warning once, after the identity or the resource that it is of; without those that stand
   * at their collection already.
   */
  warnings: string[];
  /** Why the preview failed. */
  errors: string[];
}

/**
 * Reads a preview's diagnostics. What a class warned of names its resource; a provider's standard
 * error has none there, and begins with the identity.
 */
export function diagnosticsOf({ diagnostics }: Preview, told: ReadonlySet<string>): Diagnostics {
  const warnings = warningsAmong(diagnostics).flatMap(({ who, what }) =>
    told.has(what) ? [] : [who === undefined ? what : `${who}: ${what}`],
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  return { warnings: [...new Set(warnings)], errors: [...new Set(errors)] };
}

/** What a resource's class warned of. */
export function warningsAt(urn: string, { diagnostics }: Preview): string[] {
  return warningsAmong(diagnostics.filter((one) => one.urn === urn)).map(({ what }) => what);
}

/** Each warning, with the identity or the resource that it is of. */
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

/** The name of a resource of ours. */
function resourceIn(urn: string): string | undefined {
  return nounIn(urn) === undefined ? undefined : nameIn(urn);
}
