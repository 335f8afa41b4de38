import { closest } from "./closest";
import { LyncError } from "./errors";
import { keys, refuseUnknownKeys, type Key } from "./stackConfig";

/**
 * What a configuration says about which deployment it is for, and how to reach it: the values of
 * the keys for this, without a password.
 */
export type StackReach = Partial<Record<Key, string>>;

// Each of these identifies the deployment. A provider that has one of them needs nothing from the
// stack's configuration.
const naming: readonly Key[] = ["simulator", "connectionUri"];
const compared: readonly Key[] = [...naming, "deployment", "powershell", "module", "offline"];

/** Reads a `StackReach` from a configuration. */
export function reachOf(get: (key: Key) => string | undefined): StackReach {
  return Object.fromEntries(compared.flatMap((key) => (get(key) === undefined ? [] : [[key, withoutUser(get(key) ?? "")]])));
}

/** Whether a provider's own configuration says which deployment it is for. */
function isReached(own: StackReach): boolean {
  return naming.some((key) => own[key] !== undefined);
}

/**
 * Refuses a resource whose explicit provider lacks what the stack's configuration says about the
 * deployment. Pulumi gives an explicit provider only its own keys, so its resources could be
 * written to the wrong deployment.
 *
 * @param stack undefined if it did not arrive.
 */
export function refuseNotHandedOver(own: StackReach, stack: StackReach | undefined): void {
  if (isReached(own)) return;
  const missing = compared.filter((key) => stack?.[key] !== undefined && own[key] !== stack[key]);
  if (stack !== undefined && missing.length === 0) return;
  const how = "An explicit provider gets nothing from the stack's configuration";
  const told =
    stack === undefined
      ? "and what the stack's configuration says about the deployment did not arrive here"
      : `which has ${keysText(stack, missing)}`;
  throw new LyncError(
    `${how}, ${told}. This provider would be for ${own.deployment === undefined ? "the deployment of this machine" : `"${own.deployment}"`}. ` +
      `Write new pulumi.ProviderResource("pulumi-nodejs", "dynamic", { ${Object.keys(stack ?? {}).length === 0 ? '"lync:simulator": "<topology file>"' : pairs(stack ?? {})} }), with all the lync: keys that it needs.`,
    { kind: "unsupported" },
  );
}

/**
 * Refuses keys in a provider's configuration that do not exist, also those that lack the namespace.
 */
export function refuseUnknownProviderKeys(names: readonly string[], project: string): void {
  refuseUnknownKeys(names, project);
  for (const name of names) {
    if (name.includes(":")) continue;
    const near = closest(name.replace(/^lync\W*/i, ""), keys);
    if (near === undefined) continue;
    throw new LyncError(`"${name}" is not a key that pulumi-lync reads in a provider's configuration. Write "lync:${near}" instead.`, {
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

// A URI may contain an account, which must not get into a resource's inputs.
function withoutUser(value: string): string {
  return value.replace(/\/\/[^/@]*@/, "//");
}
