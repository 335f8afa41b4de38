import * as z from "../../zod";

/**
 * @internal Makes a schema from `read`. A value for which `read` returns undefined is not allowed.
 * Any other value becomes what `read` returns.
 */
export function parsed<T>(read: (value: unknown) => T | undefined): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const understood = read(value);
    if (understood !== undefined) return understood;
    context.issues.push({ code: "custom", input: value });
    return z.NEVER;
  });
}
