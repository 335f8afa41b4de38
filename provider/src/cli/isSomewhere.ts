/** Whether a condition holds for a value, or for any value inside it. */
export function isSomewhere(value: unknown, holds: (value: unknown) => boolean): boolean {
  if (holds(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some((part) => isSomewhere(part, holds));
}
