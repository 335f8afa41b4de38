/**
 * What of zod this package uses. The build puts it into this one module (`tools/bundleZod.mjs`):
 * loaded as a package, zod takes 45 ms of each process, two thirds of them for the languages of its
 * messages.
 */
import type { ZodType } from "zod";

export {
  NEVER,
  array,
  boolean,
  custom,
  enum,
  int,
  literal,
  looseObject,
  number,
  prettifyError,
  record,
  strictObject,
  string,
  union,
  unknown,
} from "zod";
export { toDotPath } from "zod/v4/core";
export type { core, ZodType } from "zod";

/**
 * The properties of a schema for an object type: exactly that type's own. An exported type is
 * written next to its schema and not inferred from it, because the published types must name
 * nothing of zod.
 */
export type ShapeOf<T> = { [P in keyof T]-?: ZodType<T[P]> };
