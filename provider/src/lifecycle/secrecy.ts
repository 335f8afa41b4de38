import { defined } from "../defined";
import type { Values } from "../configurations/noun";
import { mapValues, omit } from "../configurations/values";
import { secretsOf, type Records } from "../stack/declared";
import { Mask } from "../cmdlets/mask";
import { warned, type Finding } from "../finding";

// The engine encrypts a setting in a result only if the program gave the same setting as a secret.
// A collection can also hold secrets of another collection. No state may contain those.

/**
 * The secret settings of a collection. A setting that was a secret stays one while it is not
 * declared, and while its value from before an adoption is recorded in `previous`.
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
 * Records as a state may hold them: null replaces values that an outer collection's program gave as
 * secrets.
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
 * Records without the earlier values that were secret so far and that the engine would no longer
 * encrypt. `lost` names those settings.
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

/** The warning about an earlier value that is lost. */
export function lostSecret(property: string): Finding {
  const message = `${property} is no longer a secret. Its value from before the adoption is therefore dropped, because the state would hold it in plain text. To keep that value, declare adopt: true, or declare the setting as a secret again.`;
  return warned("lostSecret", property, message);
}

/** A mask of the secret settings' values in all of these sets of values. */
export function maskOf(secrets: readonly string[], ...all: readonly (Values | undefined)[]): Mask {
  return new Mask(secrets.flatMap((property) => all.map((values) => values?.[property])));
}

/**
 * Failures without secrets. When a failure names a property, the engine prints its value, even a
 * secret one. A failure about a secret therefore names no property; its message names the setting.
 */
export function withoutSecrets(failures: readonly Finding[], secrets: readonly string[], mask: Mask): Finding[] {
  return failures.map((failure) => {
    const { property } = failure;
    const message = mask.hide(failure.message);
    return secrets.includes(property) ? { ...failure, property: "", message: `${property}: ${message}` } : { ...failure, message };
  });
}
