/**
 * The part of zod that this package uses. The build bundles it into this one module
 * (`tools/bundleZod.mjs`). Loading zod as a package takes 45 ms in each process. Two thirds of that
 * is for the languages of its messages.
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
 * written next to its schema instead of being inferred from it, because the published types must
 * not name zod.
 */
export type ShapeOf<T> = { [P in keyof T]-?: ZodType<T[P]> };
