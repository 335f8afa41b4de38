import { closest } from "../closest";
import { canonicalIdentity, InvalidIdentity, validForms } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { pick } from "../configurations/values";
import { unpairedIn, unpairedReason } from "../configurations/wellFormed";
import { refused, type Finding } from "../finding";
import { optionNames, type Given } from "../stack/bag";
import type { Declared } from "../stack/declared";
import { isUnknown, unknownValue } from "../stack/unknown";
import { toDotPath } from "../zod";
import { validatorsOf } from "./validators";

/**
 * Validates what a program declared, and makes it canonical. It reports everything that is wrong at
 * once. A value that is not known yet passes, at any depth.
 */
export function validate(
  noun: Noun,
  { args, secretSettings }: Pick<Given, "args" | "secretSettings">,
): { declared: Declared; failures: Finding[] } {
  const { identity, ...rest } = args;
  const values: Values = {};
  const options: Values = {};
  const failures: Finding[] = [];
  const records = secretSettings.length === 0 ? {} : { secretSettings: [...secretSettings] };
  const declared: Declared = { identity: String(identity), values, options, records };
  if (secretSettings.includes("identity")) return { declared, failures: [refused("secretIdentity", "", secretIdentity)] };
  const canonical = isUnknown(identity) ? unknownValue : validIdentity(noun, identity);
  if (typeof canonical !== "string") failures.push(canonical);
  for (const [property, value] of Object.entries(rest)) {
    if (value === undefined || value === null) continue;
    const argument = { property, value, isSecret: secretSettings.includes(property) };
    const valid = isUnknown(value) && validatorsOf(noun).has(property) ? { value } : validArgument(noun, argument);
    if ("code" in valid) failures.push(valid);
    else (property in noun.settings ? values : options)[property] = valid.value;
  }
  // The settings are in the order of the tables and not in the program's order, because messages
  // list them.
  const ordered = { values: pick(values, Object.keys(noun.settings)), options: pick(options, optionNames) };
  return { declared: { ...declared, ...ordered, identity: typeof canonical === "string" ? canonical : declared.identity }, failures };
}

/** Why an identity cannot be a secret. */
export const secretIdentity =
  "The identity, or the pool of a PassiveAuthentication, is a secret. It cannot stay secret, because Pulumi never encrypts an id. Declare it in plain text, with pulumi.unsecret.";

/** The identity in canonical form, or what is wrong with it. */
function validIdentity(noun: Noun, identity: unknown): string | Finding {
  const wrong = (message: string): Finding => refused("invalidIdentity", "identity", message);
  if (typeof identity !== "string") {
    const given = identity === undefined || identity === null ? "nothing" : JSON.stringify(identity);
    return wrong(`${given} is not an identity of a ${noun.type}. Valid forms: ${validForms(noun)}.`);
  }
  if (unpairedIn(identity, "identity") !== undefined) return refused("unpairedSurrogate", "identity", `identity: ${unpairedReason}`);
  try {
    return canonicalIdentity(identity, noun);
  } catch (error) {
    if (!(error instanceof InvalidIdentity)) throw error;
    return wrong(error.message);
  }
}

interface Argument {
  property: string;
  value: unknown;
  isSecret: boolean;
}

/** An argument's value in canonical form, or what is wrong with it. */
function validArgument(noun: Noun, { property, value, isSecret }: Argument): { value: unknown } | Finding {
  const validator = validatorsOf(noun).get(property);
  if (validator === undefined) return refused("unknownArgument", property, unknownArgument(noun, property));
  const unpaired = unpairedIn(value, property);
  if (unpaired !== undefined) return refused("unpairedSurrogate", property, `${unpaired}: ${unpairedReason}`);
  const read = validator.read(value);
  if ("value" in read) return read;
  const what = isSecret ? "the secret value" : givenAt(property, value, read.wrongAt);
  return refused("notAllowed", property, `${what} is not allowed. Allowed: ${validator.allowed}.`);
}

/** A value that is not allowed, or the wrong part of it, with its place. */
function givenAt(property: string, value: unknown, path: readonly PropertyKey[]): string {
  const given = path.reduce((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value);
  return `${path.length === 0 ? "" : `${toDotPath([property, ...path])}: `}${given === undefined ? "nothing" : JSON.stringify(given)}`;
}

function unknownArgument(noun: Noun, property: string): string {
  const known = ["identity", ...Object.keys(noun.settings), ...optionNames];
  const near = closest(property, known);
  const hint = near === undefined ? `Allowed: ${known.join(", ")}.` : `Did you mean "${near}"?`;
  return `"${property}" is not an argument of a ${noun.type}. ${hint}`;
}
