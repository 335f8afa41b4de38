/**
 * What of zod this package uses. The build puts it into this one module (`tools/bundleZod.mjs`): loaded as a package, zod takes 45 ms of each process, two thirds of them for the
 * languages of its messages.
 */
export {
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
export type { core, infer, ZodType } from "zod";
