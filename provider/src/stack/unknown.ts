/**
 * What the engine puts in place of a value that is not known yet, in a preview. The same text as
 * `unknownValue` of `@pulumi/pulumi/runtime/rpc`, whose import would cost every reader of this file
 * the whole runtime; a test compares the two.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value, or anything in it, is not known yet. */
export function isUnknown(value: unknown): boolean {
  if (value === unknownValue) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(isUnknown);
}

/**
 * Whether an option is on. One that is not known yet may turn out to be: it is judged when it is.
 */
export function mayBeOn(option: boolean | undefined): boolean {
  return option === true || isUnknown(option);
}
