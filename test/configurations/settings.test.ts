import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import { parametersOf } from "../../provider/src/configurations/noun";
import type { Setting } from "../../provider/src/configurations/setting";
import { facts, type CsNoun } from "../contract/facts";

/**
 * A parameter in camelCase: the leading capitals are lowered, but for the last before a small
 * letter.
 */
const camelCase = (parameter: string): string => parameter.replace(/^[A-Z]+?(?=[A-Z][a-z]|[a-z]|$)/, (capitals) => capitals.toLowerCase());

const reference = readFileSync(path.resolve(import.meta.dirname, "..", "..", "docs", "settings.md"), "utf8");

/** A setting's doc comment, as the settings reference has it. */
const commentOf = (property: string): string => reference.split(`### \`${property}\`\n`)[1]?.split("\nParameter ")[0] ?? "";

/** A default in a doc comment's words. */
const textOf = (value: unknown): string => (value === "" || (Array.isArray(value) && value.length === 0) ? "empty" : JSON.stringify(value));

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
    const { documentedDefault } = fact;
    expect(setting.documentedDefault).toBe(documentedDefault === undefined ? undefined : [documentedDefault].flat().join(" or "));
    if (fact.type === "IRealmChoice") expect(setting.default).toBe("default");
    else if (fact.default === null) expect(setting.default).toBe(fact.type === "String" ? "" : undefined);
    else expect(setting.default).toEqual(fact.default);
  });

  test.each(Object.entries(noun.settings))("%s says in words what the table says", (property, setting: Setting) => {
    const words = commentOf(property);
    const { csType, since, documentedDefault, unit, deprecated, unverified, cmdlets } = setting;
    expect(words).toContain(` Since ${since}.`);
    expect(words.includes(" Deprecated.")).toBe(deprecated ?? false);
    expect(words.includes(" Unverified: ")).toBe(unverified !== undefined);
    if (unverified !== undefined) expect(words).toContain(` Unverified: ${unverified}.`);
    const inWords = documentedDefault ?? (setting.default === undefined ? undefined : textOf(setting.default));
    if (inWords === undefined) expect(words).toContain("Its default is not documented by the vendor");
    else expect(words).toMatch(new RegExp(`Documented default: ${inWords}[.,; ]`));
    if ("min" in csType) expect(words).toContain(`${csType.min} to ${csType.max}`);
    if (unit !== undefined) expect(words).toContain(unit.split(" ")[0]);
    if (cmdlets !== undefined) expect(words).toContain(`\`New-${cs}\` does not`);
    if (csType.name === "Enum" && csType.values.length < 5) for (const value of csType.values) expect(words).toContain(`\`${value}\``);
  });
});
