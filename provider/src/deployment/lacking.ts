import { parametersOf, type Noun } from "../configurations/noun";
import type { Since } from "../configurations/setting";
import { LyncError } from "../errors";
import { howToGetRole } from "../howTo";
import type { Opening } from "../powershell/protocol";

/** A setting that cannot be declared for a deployment, and why. */
export interface Lacking {
  property: string;
  /** Why, as a clause. */
  cause: string;
  /** Where it can be declared, if anywhere, as an advice. */
  elsewhere?: string;
}

/** Why a declared setting is refused, and what to do. */
export function lackingText({ cause, elsewhere }: Lacking): string {
  const next = elsewhere === undefined ? "Take it out of the program" : `Take it out of the program, or ${elsewhere}`;
  return `${cause}. ${next}`;
}

const versionNames: Record<Since, string> = { 2010: "Lync Server 2010", 2013: "Lync Server 2013", 2015: "Skype for Business Server 2015" };

/**
 * Those of the named settings that the module's cmdlets do not take, or that cannot be handed to
 * cmdlets on another machine.
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
  const lacks = isRemote ? `the cmdlets at ${module} do not have it` : `the module here, ${module} ${version}, does not have it`;
  return properties.flatMap((property): Lacking[] => {
    const setting = noun.settings[property];
    const name = parametersOf(noun).get(property) ?? property;
    if (setting === undefined) return [];
    if (!taken.has(name)) {
      const brought = versionNames[setting.since];
      return [{ property, cause: `${name} came with ${brought}; ${lacks}` }];
    }
    if (isRemote && setting.toParameter !== undefined) {
      const cause = `${name} takes objects, which do not survive the way to lync:connectionUri`;
      return [{ property, cause, elsewhere: "run Pulumi on a server or an administration workstation, without lync:connectionUri" }];
    }
    return [];
  });
}

// Every cmdlet has parameters: one without any is not there.
function noRole({ cs }: Noun, connectionUri: string): LyncError {
  const message = `The account that signs in at ${connectionUri} has no role with New-${cs} and Set-${cs}. ${howToGetRole}`;
  return new LyncError(message, { kind: "moduleMissing" });
}
