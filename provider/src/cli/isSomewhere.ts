/** Whether something holds of a value, or of one within it. */
export function isSomewhere(value: unknown, holds: (value: unknown) => boolean): boolean {
  if (holds(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some((part) => isSomewhere(part, holds));
}
