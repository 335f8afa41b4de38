import { closest } from "./closest";
import { LyncError } from "./errors";
import { keys, refuseUnknownKeys, type Key } from "./stackConfig";

/**
 * What a configuration says of which deployment it is for, and of how that is reached: the values
 * of those keys, without a password.
 */
export type StackReach = Partial<Record<Key, string>>;

// Either says which deployment it is: a provider that has one of its own needs nothing of the
// stack's.
const naming: readonly Key[] = ["simulator", "connectionUri"];
const compared: readonly Key[] = [...naming, "deployment", "powershell", "module", "offline"];

/** Reads it from a configuration. */
export function reachOf(get: (key: Key) => string | undefined): StackReach {
  return Object.fromEntries(compared.flatMap((key) => (get(key) === undefined ? [] : [[key, withoutUser(get(key) ?? "")]])));
}

/** Whether a provider's own configuration says which deployment it is for. */
function isReached(own: StackReach): boolean {
  return naming.some((key) => own[key] !== undefined);
}

/**
 * Refuses a resource under a provider that got nothing of the stack's configuration, where that
 * says something of the deployment, and the provider something else, or nothing: an explicit
 * provider has its own keys only.
 *
 * @param stack undefined where it did not arrive.
 */
export function refuseNotHandedOver(own: StackReach, stack: StackReach | undefined): void {
  if (isReached(own)) return;
  const missing = compared.filter((key) => stack?.[key] !== undefined && own[key] !== stack[key]);
  if (stack !== undefined && missing.length === 0) return;
  const how = "An explicit provider gets nothing of the stack's configuration";
  const told = stack === undefined ? "and what that says of the deployment did not arrive here" : `which has ${keysText(stack, missing)}`;
  throw new LyncError(
    `${how}, ${told}. This one would be for ${own.deployment === undefined ? "the deployment of this machine" : `"${own.deployment}"`}. ` +
      `Write new pulumi.ProviderResource("pulumi-nodejs", "dynamic", { ${Object.keys(stack ?? {}).length === 0 ? '"lync:simulator": "<topology file>"' : pairs(stack ?? {})} }), with all the lync: keys that it is to have`,
    { kind: "unsupported" },
  );
}

/**
 * Refuses keys of a provider's configuration that do not exist, also those that lack the namespace.
 */
export function refuseUnknownProviderKeys(names: readonly string[], project: string): void {
  refuseUnknownKeys(names, project);
  for (const name of names) {
    if (name.includes(":")) continue;
    const near = closest(name.replace(/^lync\W*/i, ""), keys);
    if (near === undefined) continue;
    throw new LyncError(`"${name}" is no key of a provider's configuration that pulumi-lync reads: write "lync:${near}"`, {
      kind: "invalidParameter",
    });
  }
}

function keysText(stack: StackReach, missing: readonly Key[]): string {
  return missing.map((key) => `lync:${key}: ${JSON.stringify(stack[key])}`).join(", ");
}

function pairs(stack: StackReach): string {
  return Object.entries(stack)
    .map(([key, value]) => `"lync:${key}": ${JSON.stringify(value)}`)
    .join(", ");
}

// A URI may hold an account, which is no business of a resource's inputs.
function withoutUser(value: string): string {
  return value.replace(/\/\/[^/@]*@/, "//");
}
