import type { Noun } from "../configurations/noun";
import { perNoun } from "../configurations/perNoun";
import type { Options } from "../stack/declared";
import * as z from "../zod";

/** What validates an argument, and what it allows, in words. */
export interface Validator {
  schema: z.ZodType;
  allowed: string;
}

/** The validators of a noun's settings, and of the options, by name. */
export const validatorsOf = perNoun((noun: Noun): ReadonlyMap<string, Validator> => {
  const ofSettings = Object.entries(noun.settings).map(
    ([property, setting]) => [property, { schema: setting.schema(), allowed: setting.allowed }] as const,
  );
  return new Map<string, Validator>([...ofSettings, ...Object.entries(optionValidators())]);
});

function optionValidators(): Record<keyof Options, Validator> {
  const flag = { schema: z.boolean(), allowed: "true or false" };
  return {
    startFrom: { schema: z.enum(["inherited", "defaults"]), allowed: 'one of "inherited", "defaults"' },
    adopt: flag,
    allowGlobalPassive: flag,
    allowGlobalPassiveAlone: flag,
    allowWithModernAuthentication: flag,
    retainOnDelete: flag,
  };
}
