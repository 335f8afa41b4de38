import { sameValue, type Found, type Noun, type Values } from "../configurations/noun";
import type { Declared } from "../stack/declared";

/**
 * Finds settings that decide how users sign in and that were changed outside of Pulumi. Returns a
 * sentence for each change that this run would overwrite. A change to the value that the program
 * now declares is left out, and so are secrets.
 *
 * @param before the deciding settings as the state had them before any refresh, verified. Undefined
 * if there is no such state.
 */
export function driftOf(
  noun: Noun,
  {
    before,
    found,
    declared,
    secrets,
  }: { before: Values | undefined; found: Found | undefined; declared: Declared; secrets: readonly string[] },
): string[] {
  if (before === undefined) return [];
  if (found === undefined) return ["The collection was removed outside of Pulumi. This run creates it again."];
  return Object.entries(before).flatMap(([property, was]) => {
    if (secrets.includes(property) || !(property in declared.values)) return [];
    const [is, willBe] = [found.values[property], declared.values[property]];
    if (sameValue(noun, property, [was, is]) || sameValue(noun, property, [willBe, is])) return [];
    return [
      `${property} was changed outside of Pulumi from ${shown(was)} to ${shown(is)}.${sameValue(noun, property, [willBe, was]) ? "" : ` This run sets it to ${shown(willBe)}.`}`,
    ];
  });
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null);
}
