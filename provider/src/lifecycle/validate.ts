import type * as pulumi from "@pulumi/pulumi";
import { closest } from "../closest";
import { canonicalIdentity, InvalidIdentity, validForms } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { isObject } from "../isObject";
import { unpairedIn, unpairedReason } from "../configurations/wellFormed";
import * as z from "../zod";
import { optionNames, type Options, type Properties } from "../stack/bag";
import { isUnknown } from "../stack/unknown";

export type Failure = pulumi.dynamic.CheckFailure;

/** Validates what a program declared, and makes it canonical; all that is wrong is told at once. A value that is not known yet passes, at any depth. */
export function validate(noun: Noun, news: Properties): { inputs: Properties; failures: Failure[] } {
  const inputs: Properties = {};
  const failures: Failure[] = [];
  const { identity, secretSettings: secrets, ...given } = news;
  const rest = withoutMarks(given);
  const isSecret = (property: string): boolean => Array.isArray(secrets) && secrets.includes(property);
  if (Array.isArray(secrets) && secrets.length > 0) inputs.secretSettings = secrets;

  if (isSecret("identity")) return { inputs, failures: [{ property: "", reason: secretIdentity }] };
  if (isUnknown(identity)) inputs.identity = identity;
  else checkIdentity(noun, identity, inputs, failures);

  const validators = validatorsOf(noun);
  for (const [property, value] of Object.entries(rest)) {
    if (toldByClass.includes(property) || value === undefined || value === null) continue;
    const validator = validators.get(property);
    const unpaired = unpairedIn(value, property);
    if (validator === undefined) {
      failures.push({ property, reason: unknownArgument(noun, property) });
    } else if (isUnknown(value)) {
      inputs[property] = value;
    } else if (unpaired !== undefined) {
      failures.push({ property, reason: `${unpaired}: ${unpairedReason}` });
    } else {
      const result = validator.schema.safeParse(value);
      if (result.success) inputs[property] = result.data;
      else {
        const path = result.error.issues[0]?.path ?? [];
        const what = isSecret(property) ? "the secret value" : givenAt(property, value, path);
        failures.push({ property, reason: `${what} is not allowed; allowed: ${validator.allowed}` });
      }
    }
  }
  return { inputs, failures };
}

/** Why an identity cannot be a secret. */
export const secretIdentity =
  "the identity (of a PassiveAuthentication: its pool) is given as a secret, which cannot be kept, because Pulumi never encrypts an id: give it in plain text, by pulumi.unsecret";

/** What the class tells check: it is no part of the resource. */
const toldByClass: readonly string[] = ["__provider", "beside"];

/** The resource class marks the earlier values of secrets by texts of its own in `previous`: what check puts there the engine then encrypts, setting by setting. */
function withoutMarks(given: Properties): Properties {
  const { previous, ...rest } = given;
  const areMarks = previous === "" || isUnknown(previous) || (isObject(previous) && Object.values(previous).every((mark) => mark === ""));
  return previous === undefined || areMarks ? rest : given;
}

function checkIdentity(noun: Noun, identity: unknown, inputs: Properties, failures: Failure[]): void {
  if (typeof identity !== "string") {
    const given = identity === undefined || identity === null ? "nothing" : JSON.stringify(identity);
    failures.push({ property: "identity", reason: `${given} is no identity of a ${noun.type}. Valid forms: ${validForms(noun)}` });
    return;
  }
  if (unpairedIn(identity, "identity") !== undefined) {
    failures.push({ property: "identity", reason: `identity: ${unpairedReason}` });
    return;
  }
  try {
    inputs.identity = canonicalIdentity(identity, noun);
  } catch (error) {
    if (!(error instanceof InvalidIdentity)) throw error;
    failures.push({ property: "identity", reason: error.message });
  }
}

function givenAt(property: string, value: unknown, path: readonly PropertyKey[]): string {
  const place = path.reduce<string>((at, step) => at + (typeof step === "number" ? `[${step}]` : `.${String(step)}`), property);
  const given = path.reduce((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value);
  return `${path.length === 0 ? "" : `${place}: `}${given === undefined ? "nothing" : JSON.stringify(given)}`;
}

function unknownArgument(noun: Noun, property: string): string {
  const known = ["identity", ...Object.keys(noun.settings), ...optionNames];
  const near = closest(property, known);
  const hint = near === undefined ? `allowed: ${known.join(", ")}` : `did you mean "${near}"?`;
  return `"${property}" is no argument of a ${noun.type}; ${hint}`;
}

interface Validator {
  schema: z.ZodType;
  allowed: string;
}

const compiled = new WeakMap<Noun, Map<string, Validator>>();

function validatorsOf(noun: Noun): Map<string, Validator> {
  let validators = compiled.get(noun);
  if (validators === undefined) {
    const ofSettings = Object.entries(noun.settings).map(
      ([property, setting]) => [property, { schema: setting.schema(z), allowed: setting.allowed }] as const,
    );
    validators = new Map<string, Validator>([...ofSettings, ...Object.entries(optionValidators())]);
    compiled.set(noun, validators);
  }
  return validators;
}

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
