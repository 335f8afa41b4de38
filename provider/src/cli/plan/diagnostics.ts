import type { Preview } from "../preview";

/** What a preview said besides its steps. */
export interface Diagnostics {
  /** What the guards warn of, in the words of each; those in `told` stand at their collection already. */
  warnings: string[];
  /** Why the preview failed. */
  errors: string[];
}

/** Reads a preview's diagnostics. A provider's standard error has no resource there: it begins with the identity. */
export function diagnosticsOf({ diagnostics }: Preview, told: ReadonlySet<string>): Diagnostics {
  const warnings = warningsAmong(diagnostics).flatMap(({ who, what }) => (told.has(what) ? [] : [`${who}${what}`]));
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  return { warnings: [...new Set(warnings)], errors: [...new Set(errors)] };
}

/** What a resource's class warned of. */
export function warningsAt(urn: string, { diagnostics }: Preview): string[] {
  return warningsAmong(diagnostics.filter((one) => one.urn === urn)).map(({ what }) => what);
}

function warningsAmong(diagnostics: Preview["diagnostics"]): { who: string; what: string }[] {
  const lines = diagnostics.filter(({ severity }) => severity !== "error").flatMap(({ message }) => message.split("\n"));
  return lines.flatMap((line) => {
    const { who = "", what } = /^(?<who>\S.*?: )?warning: (?<what>.*)$/.exec(line.trim())?.groups ?? {};
    return what === undefined ? [] : [{ who, what }];
  });
}
