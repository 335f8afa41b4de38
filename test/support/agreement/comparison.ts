import type { Change } from "../../../provider/src/cli/plan/change";
import { identityKey } from "../../../provider/src/configurations/identity";
import { unknownText } from "../../../provider/src/cmdlets/commandText";
import { isLater, type ProgramResource } from "./program";
import { byPool, partsOf, type Written } from "../writes";

type Planned = Pick<Change, "resource" | "configuration" | "identity" | "isIdentityKnown" | "cmdlets">;

/**
 * Returns what a plan prints and what was run afterwards, for each pool and in order. Both leave
 * out what the plan does not know yet: a parameter's value, or everything about a collection whose
 * identity is unknown.
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
 * Says in words what a plan does to collections. A test of generated programs must have seen every
 * kind.
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
 * The collections that a resource may refer to, as the plan knows it: the one in the stack's state,
 * and the one that the program declares now.
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

/** The command without its unknown parameters; an empty list for a Set that has no others. */
function textOf(written: Written, unknown: ReadonlySet<string>): string[] {
  const { cmdlet, parameters } = written;
  const known = Object.entries(parameters).filter(([name]) => !unknown.has(`${keyOf(written)} ${name}`));
  if (cmdlet.startsWith("Set-") && known.length === 1) return [];
  return [[cmdlet, ...known.map(([name, value]) => `-${name} ${value}`)].join(" ")];
}
