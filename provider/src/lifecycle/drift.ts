import { sameValue, type Found, type Noun, type Values } from "../configurations/noun";
import type { Declared } from "../stack/declared";

/**
 * What somebody has changed behind the stack's back of who can sign in how, and this run would
 * write over: each in a sentence. Not what the program declares as it stands now, and nothing of
 * secrets.
 *
 * @param before the deciding settings as the state had them before any refresh, verified; undefined
 * where it has no such state.
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
  if (found === undefined) return ["somebody has removed the collection: it is made again"];
  return Object.entries(before).flatMap(([property, was]) => {
    if (secrets.includes(property) || !(property in declared.values)) return [];
    const [is, willBe] = [found.values[property], declared.values[property]];
    if (sameValue(noun, property, [was, is]) || sameValue(noun, property, [willBe, is])) return [];
    return [
      `somebody has set ${property} to ${shown(is)}, which was ${shown(was)}${sameValue(noun, property, [willBe, was]) ? "" : `: it becomes ${shown(willBe)}`}`,
    ];
  });
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null);
}
