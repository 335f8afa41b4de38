import { parametersOf, type Noun } from "../configurations/noun";
import type { Since } from "../configurations/setting";
import { LyncError } from "../errors";
import { howToGetRole } from "../howTo";
import type { Opening } from "../powershell/protocol";

/** A setting that cannot be declared for a deployment. */
export interface Lacking {
  property: string;
  /** Why it cannot be declared, as a clause without a full stop. */
  cause: string;
  /** How it could be declared another way, if at all, as advice without a full stop. */
  elsewhere?: string;
}

/** Why a declared setting is refused, and what to do, in full sentences. */
export function lackingText({ cause, elsewhere }: Lacking): string {
  const next = elsewhere === undefined ? "Remove it from the program" : `Remove it from the program, or ${elsewhere}`;
  return `${cause}. ${next}.`;
}

const versionNames: Record<Since, string> = { 2010: "Lync Server 2010", 2013: "Lync Server 2013", 2015: "Skype for Business Server 2015" };

/**
 * Returns those of the named settings that cannot be declared: the module's cmdlets do not take
 * them, or their values cannot be sent to cmdlets on another machine.
 *
 * @throws LyncError `moduleMissing` if a remote account has no role with New or Set.
 */
export function lackingSettings(
  noun: Noun,
  properties: readonly string[],
  { opening, isRemote }: { opening: Opening; isRemote: boolean },
): Lacking[] {
  const { module, version, parameters } = opening;
  const taken = new Set([...(parameters[`New-${noun.cs}`] ?? []), ...(parameters[`Set-${noun.cs}`] ?? [])]);
  if (isRemote && taken.size === 0) throw noRole(noun, module);
  const lacks = isRemote ? `the cmdlets at ${module} do not have it` : `the installed module, ${module} ${version}, does not have it`;
  return properties.flatMap((property): Lacking[] => {
    const setting = noun.settings[property];
    const name = parametersOf(noun).get(property) ?? property;
    if (setting === undefined) return [];
    if (!taken.has(name)) {
      const brought = versionNames[setting.since];
      return [{ property, cause: `${name} is new in ${brought}, and ${lacks}` }];
    }
    if (isRemote && setting.toParameter !== undefined) {
      const cause = `${name} takes objects, which cannot be sent through lync:connectionUri`;
      return [{ property, cause, elsewhere: "run Pulumi on a server or an administration workstation, without lync:connectionUri" }];
    }
    return [];
  });
}

// Every cmdlet has parameters, so a cmdlet without any is absent.
function noRole({ cs }: Noun, connectionUri: string): LyncError {
  const message = `The account that signs in at ${connectionUri} has no role that allows New-${cs} and Set-${cs}. ${howToGetRole}`;
  return new LyncError(message, { kind: "moduleMissing" });
}
