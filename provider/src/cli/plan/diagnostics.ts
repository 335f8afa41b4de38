import type { Preview } from "../preview";
import { nameIn, nounIn } from "../urn";

/** What a preview said besides its steps. */
export interface Diagnostics {
  /** What the guards warn of, in the words of each; those in `told` stand at their collection already. */
  warnings: string[];
  /** Why the preview failed. */
  errors: string[];
}

/** Reads a preview's diagnostics. What a class warned of names its resource; a provider's standard error has none there, and begins with the identity. */
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
  return diagnostics
    .filter(({ severity }) => severity !== "error")
    .flatMap(({ urn, message }) => message.split("\n").flatMap((line) => warningIn(line, urn)));
}

function warningIn(line: string, urn: string | undefined): { who: string; what: string }[] {
  const { who = resourceIn(urn), what } = /^(?<who>\S.*?: )?warning: (?<what>.*)$/.exec(line.trim())?.groups ?? {};
  return what === undefined ? [] : [{ who, what }];
}

/** A resource of ours, as a warning begins with it. */
function resourceIn(urn: string | undefined): string {
  return urn !== undefined && nounIn(urn) !== undefined ? `${nameIn(urn)}: ` : "";
}
