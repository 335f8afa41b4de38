import type { Change } from "../../../provider/src/cli/plan/change";
import { identityKey } from "../../../provider/src/configurations/identity";
import { unknownText } from "../../../provider/src/cmdlets/commandText";
import { isLater, type ProgramResource } from "./program";
import { byPool, partsOf, type Written } from "../writes";

type Planned = Pick<Change, "resource" | "configuration" | "identity" | "isIdentityKnown" | "cmdlets">;

/**
 * What a plan prints, and what was run then, pool by pool and in order: both without what the plan
 * says is not known yet. That is a parameter's value, or all that is done to a collection whose
 * identity is not known.
 */
export function agreementOf(
  { changes }: { changes: readonly Planned[] },
  { writes, program }: { writes: readonly string[]; program: readonly ProgramResource[] },
): { planned: Record<string, string[]>; run: Record<string, string[]> } {
  const planned = changes.filter(({ isIdentityKnown }) => isIdentityKnown).flatMap(({ cmdlets }) => cmdlets);
  const open = new Set([...changes.filter(({ isIdentityKnown }) => !isIdentityKnown).flatMap((change) => collectionsOf(change, program))]);
  const unknown = new Set(planned.map(partsOf).flatMap((written) => unknownIn(written)));
  const known = (commands: readonly string[]): Record<string, string[]> =>
    byPool(commands.map(partsOf).flatMap((written) => (open.has(keyOf(written)) ? [] : textOf(written, unknown))));
  return { planned: known(planned), run: known(writes) };
}

/**
 * What becomes of collections in a plan, in words; a test of generated programs is to have seen all
 * of it.
 */
export function kindsOf({ changes }: { changes: readonly Pick<Change, "action" | "isIdentityKnown" | "isReplacement">[] }): string[] {
  return changes.map(
    ({ action, isIdentityKnown, isReplacement }) =>
      `${action}${isIdentityKnown ? "" : ", identity not known"}${isReplacement ? ", replacement" : ""}`,
  );
}

export const allKinds: readonly string[] = [
  ...["create", "adopt", "take over", "change", "remove", "set back"],
  ...["create, identity not known", "change, identity not known"],
  ...["create, replacement", "keep, replacement", "remove, replacement"],
];

/**
 * The collections that a resource may stand for, as the plan knows it: the one that the stack has,
 * and the one that the program then declares.
 */
function collectionsOf({ resource, configuration, identity }: Planned, program: readonly ProgramResource[]): string[] {
  const { args } = program.find(({ noun, name }) => noun.cs === configuration && name === resource) ?? { args: { identity: "" } };
  const declared = isLater(args.identity) ? String(args.identity.later) : args.identity;
  return [...(identity === null ? [] : [identity]), declared].map((one) => `${configuration} ${identityKey(one)}`);
}

function unknownIn(written: Written): string[] {
  const names = Object.keys(written.parameters).filter((name) => written.parameters[name]?.includes(unknownText));
  return names.map((name) => `${keyOf(written)} ${name}`);
}

function keyOf({ cmdlet, parameters: { Identity = "" } }: Written): string {
  return `${cmdlet.replace(/^\w+-/, "")} ${identityKey(Identity.replaceAll("'", ""))}`;
}

/** Without the parameters that are not known; nothing for a Set of these alone. */
function textOf(written: Written, unknown: ReadonlySet<string>): string[] {
  const { cmdlet, parameters } = written;
  const known = Object.entries(parameters).filter(([name]) => !unknown.has(`${keyOf(written)} ${name}`));
  if (cmdlet.startsWith("Set-") && known.length === 1) return [];
  return [[cmdlet, ...known.map(([name, value]) => `-${name} ${value}`)].join(" ")];
}
