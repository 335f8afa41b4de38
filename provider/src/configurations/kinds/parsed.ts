import * as z from "../../zod";

/**
 * @internal The schema of what `read` understands: a value for which it answers undefined is not
 * allowed, and any other becomes what it answers.
 */
export function parsed<T>(read: (value: unknown) => T | undefined): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const understood = read(value);
    if (understood !== undefined) return understood;
    context.issues.push({ code: "custom", input: value });
    return z.NEVER;
  });
}
