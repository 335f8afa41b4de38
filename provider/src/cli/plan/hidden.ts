import type { Values } from "../../configurations/noun";
import { mapValues } from "../../configurations/values";
import type { Hidden, Write } from "../../deployment/deployment";
import { isUnknown } from "../../stack/unknown";
import { secretText } from "../../cmdlets/commandText";

// A preview has "[secret]" in place of a secret, and a text of the engine's in place of a value
// that nobody knows yet.

/** Whether a preview does not show a value. */
export function isHidden(value: unknown): boolean {
  return value === secretText || isUnknown(value);
}

/**
 * Which values of a write are not shown: those that the preview hides, and those of secret
 * settings, wherever they come from.
 */
export function hiddenIn(secrets: readonly string[], write: Write): Hidden {
  const values: Values = write.verb === "Remove" ? {} : write.values;
  const named = (isSo: (value: unknown) => boolean): string[] => Object.keys(values).filter((property) => isSo(values[property]));
  return { secrets: [...new Set([...secrets, ...named((value) => value === secretText)])], unknown: named(isUnknown) };
}

/** Whether a write's text lacks a value, because that is not shown. */
export function lacksValues(secrets: readonly string[], write: Write): boolean {
  if (write.verb === "Remove") return false;
  const hidden = hiddenIn(secrets, write);
  return [...(hidden.secrets ?? []), ...(hidden.unknown ?? [])].some((property) => property in write.values);
}

/**
 * The values with null in place of each that is not shown, for its text is of no form that a cmdlet
 * takes.
 */
export function withoutHidden(values: Values): Values {
  return mapValues(values, (value) => (isHidden(value) ? null : value));
}
