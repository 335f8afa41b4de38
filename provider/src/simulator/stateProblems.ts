import { closest } from "../closest";
import type { CsType } from "../configurations/csValue";
import { canonicalIdentity, identityKey, InvalidIdentity } from "../configurations/identity";
import { readTimeSpan } from "../configurations/kinds/timeSpan";
import { readWhole } from "../configurations/kinds/whole";
import { parametersOf, type Noun } from "../configurations/noun";
import type { Setting } from "../configurations/setting";
import { isObject } from "../isObject";

/**
 * The mistakes in a state file, each as a clause that names the place. It is not checked whether a
 * program may declare a value, or whether the topology has the pool, because a real server may also
 * hold such collections. Null means that a setting has no value.
 */
export function stateProblems(state: unknown, nouns: readonly Noun[]): string[] {
  if (!isObject(state)) return ["the whole file: it is not an object"];
  return Object.entries(state).flatMap(([name, section]) => {
    if (name === "about") return [];
    const noun = nouns.find(({ cs }) => cs === name);
    if (noun === undefined) return [`the whole file: ${unknown(name, ["about", ...nouns.map(({ cs }) => cs)])}`];
    if (!isObject(section)) return [notAllowed(name, section, "{ identity: collection, … }")];
    return [...identityProblems(noun, Object.keys(section)), ...collectionProblems(noun, section)];
  });
}

function identityProblems(noun: Noun, identities: readonly string[]): string[] {
  const seen = new Map<string, string>();
  return identities.flatMap((identity) => {
    const place = placeOf(noun, identity);
    const first = seen.get(identityKey(identity));
    if (first !== undefined) return [`${place}: the same collection is already at ${first}`];
    seen.set(identityKey(identity), place);
    try {
      const canonical = canonicalIdentity(identity, noun);
      if (identityKey(canonical) === identityKey(identity)) return [];
      return [`${place}: the deployment spells this identity differently; did you mean "${canonical}"?`];
    } catch (error) {
      if (!(error instanceof InvalidIdentity)) throw error;
      const near = closest(identity, formsWithNameOf(noun, identity));
      return [`${place}: ${error.message}${near === undefined ? "" : `; did you mean "${near}"?`}`];
    }
  });
}

/** The identities that a misspelt one may mean: each form with the same name at its end. */
function formsWithNameOf(noun: Noun, identity: string): string[] {
  const name = identity.slice(identity.lastIndexOf(":") + 1);
  return ["Global", ...(noun.siteScope ? [`Site:${name}`] : []), ...noun.services.map((service) => `Service:${service}:${name}`)];
}

function collectionProblems(noun: Noun, section: Record<string, unknown>): string[] {
  const settings = new Map([...parametersOf(noun)].map(([property, parameter]) => [parameter, noun.settings[property]]));
  return Object.entries(section).flatMap(([identity, values]) => {
    const place = placeOf(noun, identity);
    if (!isObject(values)) return [notAllowed(place, values, "{ setting: value, … }")];
    return Object.entries(values).flatMap(([parameter, value]) => {
      const setting = settings.get(parameter);
      if (setting === undefined) return [`${place}: ${unknown(parameter, [...settings.keys()])}`];
      return valueProblems(`${place}.${parameter}`, value, setting);
    });
  });
}

function valueProblems(place: string, value: unknown, { csType }: Setting): string[] {
  const { accepts, allowed } = formOf(csType);
  return value === null || accepts(value) ? [] : [notAllowed(place, value, `${allowed}, or null for no value`)];
}

/** The form in which the values of a type are stored. */
function formOf(type: CsType): { accepts: (value: unknown) => boolean; allowed: string } {
  switch (type.name) {
    case "Boolean":
      return { accepts: (value) => typeof value === "boolean", allowed: "true, false" };
    case "String":
    case "Enum":
      return { accepts: isText, allowed: "a text" };
    case "UInt32":
    case "UInt64":
    case "Int64":
      return { accepts: (value) => readWhole(value) !== undefined, allowed: "a whole number" };
    case "TimeSpan":
      return {
        accepts: (value) => isText(value) && readTimeSpan(value.replace(/^-/, "")) !== undefined,
        allowed: 'a span of time, such as "00:00:06"',
      };
    case "PSListModifier": {
      const { parameters } = type.element;
      return {
        accepts: (value) => Array.isArray(value) && value.every((element) => hasTexts(element, parameters)),
        allowed: `a list of { ${parameters.map((name) => `"${name}": "…"`).join(", ")} }`,
      };
    }
    case "IRealmChoice":
      return {
        accepts: (value) =>
          hasTexts(value, ["CustomValue"]) || (isObject(value) && value.UseDefault === true && Object.keys(value).length === 1),
        allowed: '{ "UseDefault": true }, { "CustomValue": "…" }',
      };
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Whether a value is an object with exactly these names, all of whose values are texts. */
function hasTexts(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && Object.keys(value).length === names.length && names.every((name) => isText(value[name]));
}

function placeOf(noun: Noun, identity: string): string {
  return `${noun.cs}[${JSON.stringify(identity)}]`;
}

function unknown(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  const hint = near === undefined ? `allowed: ${known.map((one) => `"${one}"`).join(", ")}` : `did you mean "${near}"?`;
  return `unknown "${name}"; ${hint}`;
}

function notAllowed(place: string, value: unknown, allowed: string): string {
  return `${place}: ${JSON.stringify(value)} is not allowed; allowed: ${allowed}`;
}
