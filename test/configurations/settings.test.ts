import { describe, expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import { parametersOf } from "../../provider/src/configurations/noun";
import { facts, type CsNoun } from "../contract/facts";

/** A parameter in camelCase: the leading capitals are lowered, but for the last before a small letter. */
const camelCase = (parameter: string): string => parameter.replace(/^[A-Z]+?(?=[A-Z][a-z]|[a-z]|$)/, (capitals) => capitals.toLowerCase());

describe.each(nouns.map((noun) => [noun.cs as CsNoun, noun] as const))("%s", (cs, noun) => {
  test("has every setting that the vendor documents, in the vendor's order, by one mapping of names", () => {
    const names = facts[cs].settings.map(({ name }) => name);
    expect([...parametersOf(noun).values()]).toEqual(names);
    expect(Object.keys(noun.settings)).toEqual(names.map(camelCase));
  });

  test.each(facts[cs].settings.map((fact) => [fact.name, fact] as const))("%s is as documented", (name, fact) => {
    const setting = noun.settings[camelCase(name)]!;
    const { csType } = setting;
    expect(csType.name).toBe(fact.type);
    expect(setting.since).toBe(fact.since);
    expect("min" in csType ? csType.min : undefined).toBe(fact.min);
    expect("max" in csType ? csType.max : undefined).toBe(fact.max);
    expect("values" in csType ? csType.values : undefined).toEqual(fact.values);
    expect(setting.unit).toBe(fact.unit);
    expect(setting.deprecated ?? false).toBe(fact.deprecated ?? false);
    expect(setting.cmdlets).toEqual(fact.cmdlets);
    expect(setting.documentedDefault !== undefined).toBe(fact.documentedDefault !== undefined);
    if (fact.type === "IRealmChoice") expect(setting.default).toBe("default");
    else if (fact.default === null) expect(setting.default).toBe(fact.type === "String" ? "" : undefined);
    else expect(setting.default).toEqual(fact.default);
  });
});
