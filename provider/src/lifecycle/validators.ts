import type { Noun } from "../configurations/noun";
import { perNoun } from "../configurations/perNoun";
import type { Options } from "../stack/declared";
import * as z from "../zod";

/** Validates an argument. */
export interface Validator {
  /** What is allowed, in words. */
  allowed: string;
  /** The value in canonical form, or the path to what is not allowed in it. */
  read(value: unknown): { value: unknown } | { wrongAt: readonly PropertyKey[] };
}

/** The validators of a noun's settings, and of the options, by name. */
export const validatorsOf = perNoun((noun: Noun): ReadonlyMap<string, Validator> => {
  const ofSettings = Object.entries(noun.settings).map(
    ([property, setting]) => [property, validator(setting.schema(), setting.allowed)] as const,
  );
  return new Map<string, Validator>([...ofSettings, ...Object.entries(optionValidators())]);
});

// No type declaration of the package may name zod, so its types stay in this file.
function validator(schema: z.ZodType, allowed: string): Validator {
  return {
    allowed,
    read: (value) => {
      const result = schema.safeParse(value);
      return result.success ? { value: result.data } : { wrongAt: result.error.issues[0]?.path ?? [] };
    },
  };
}

function optionValidators(): Record<keyof Options, Validator> {
  const flag = validator(z.boolean(), "true or false");
  return {
    startFrom: validator(z.enum(["inherited", "defaults"]), 'one of "inherited", "defaults"'),
    adopt: flag,
    allowGlobalPassive: flag,
    allowGlobalPassiveAlone: flag,
    allowWithModernAuthentication: flag,
    retainOnDelete: flag,
  };
}
