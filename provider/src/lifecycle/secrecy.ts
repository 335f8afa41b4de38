import { defined } from "../defined";
import type { Values } from "../configurations/noun";
import { mapValues, omit } from "../configurations/values";
import { secretsOf, type Records } from "../stack/declared";
import { Mask } from "../cmdlets/mask";
import { warned, type Finding } from "../finding";

// The engine encrypts what the program gave as a secret, wherever the same setting stands in an
// answer, and nothing else: what a collection has of another one's secrets stands in no state.

/**
 * Which settings of a collection are secret. One that was stays so as long as it is not declared,
 * and with what it was before an adoption, which `previous` has from now on.
 */
export function stillSecret(
  given: readonly string[],
  {
    before,
    after,
    previous = {},
    others = [],
  }: { before: Records; after: Values; previous?: Values | undefined; others?: readonly string[] | undefined },
): string[] {
  const kept = secretsOf(before).filter((property) => !(property in after) || property in { ...before.previous, ...previous });
  return [...new Set([...given, ...kept, ...others])];
}

/**
 * Records as they may stand in a state: null in place of what an outer collection's program gave as
 * a secret.
 */
export function withoutOuterSecrets(records: Records, secrets: readonly string[]): Records {
  const hide = (values: Values): Values => mapValues(values, (value, property) => (secrets.includes(property) ? null : value));
  const { inherited, undone } = records;
  return {
    ...records,
    ...defined({ inherited: inherited && hide(inherited), undone: undone && hide(undone) }),
  };
}

/**
 * Records without the earlier values that were secret until now, and that the engine would not
 * encrypt; `lost` names them.
 */
export function encryptable(
  records: Records,
  secrets: readonly string[],
  { given, marks }: { given: readonly string[]; marks: readonly string[] },
): { records: Records; lost: string[] } {
  const { previous } = records;
  const lost = secrets.filter((property) => property in (previous ?? {}) && ![...given, ...marks].includes(property));
  if (previous === undefined || lost.length === 0) return { records, lost: [] };
  return {
    records: { ...records, previous: omit(previous, lost) },
    lost,
  };
}

/** What is said of one that is lost. */
export function lostSecret(property: string): Finding {
  const message = `${property} was a secret, and is none any more: what it was before the adoption would stand in the state in the clear, and is not kept. Declare adopt: true to keep it`;
  return warned("lostSecret", property, message);
}

/** A mask of the secret settings' values, in all of these. */
export function maskOf(secrets: readonly string[], ...all: readonly (Values | undefined)[]): Mask {
  return new Mask(secrets.flatMap((property) => all.map((values) => values?.[property])));
}

/**
 * Failures that tell no secret. The engine itself prints the value of the property that a failure
 * names, a secret one in the clear: so such a failure names none, and its reason does.
 */
export function withoutSecrets(failures: readonly Finding[], secrets: readonly string[], mask: Mask): Finding[] {
  return failures.map((failure) => {
    const { property } = failure;
    const message = mask.hide(failure.message);
    return secrets.includes(property) ? { ...failure, property: "", message: `${property}: ${message}` } : { ...failure, message };
  });
}
