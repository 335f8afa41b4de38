/**
 * The text that the engine uses in a preview for a value that is not known yet. It equals
 * `unknownValue` of `@pulumi/pulumi/runtime/rpc`. Importing that would load the whole runtime for
 * every user of this file, so a test compares the two.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value, or anything in it, is not known yet. */
export function isUnknown(value: unknown): boolean {
  if (value === unknownValue) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(isUnknown);
}

/** Whether an option is on, or may be: one that is not known yet is judged once it is known. */
export function mayBeOn(option: boolean | undefined): boolean {
  return option === true || isUnknown(option);
}
