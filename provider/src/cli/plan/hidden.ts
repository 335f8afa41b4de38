import type { Values } from "../../configurations/noun";
import { mapValues } from "../../configurations/values";
import type { Hidden, Write } from "../../deployment/deployment";
import { isUnknown } from "../../stack/unknown";
import { secretText } from "../../cmdlets/commandText";

// A preview shows "[secret]" instead of a secret. Instead of a value that is not known yet, it
// shows a text that the engine chose.

/** Whether a preview hides a value. */
export function isHidden(value: unknown): boolean {
  return value === secretText || isUnknown(value);
}

/**
 * The values of a write that are not shown: those that the preview hides, and those of secret
 * settings, even if they come from elsewhere.
 */
export function hiddenIn(secrets: readonly string[], write: Write): Hidden {
  const values: Values = write.verb === "Remove" ? {} : write.values;
  const named = (isSo: (value: unknown) => boolean): string[] => Object.keys(values).filter((property) => isSo(values[property]));
  return { secrets: [...new Set([...secrets, ...named((value) => value === secretText)])], unknown: named(isUnknown) };
}

/** Whether the text of a write lacks a value because the value is not shown. */
export function lacksValues(secrets: readonly string[], write: Write): boolean {
  if (write.verb === "Remove") return false;
  const hidden = hiddenIn(secrets, write);
  return [...(hidden.secrets ?? []), ...(hidden.unknown ?? [])].some((property) => property in write.values);
}

/**
 * The values, with null instead of each hidden one. A cmdlet's parameter would not accept the text
 * that the preview shows instead of the value.
 */
export function withoutHidden(values: Values): Values {
  return mapValues(values, (value) => (isHidden(value) ? null : value));
}
