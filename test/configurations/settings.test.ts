import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import { parametersOf } from "../../provider/src/configurations/noun";
import type { Setting, Since } from "../../provider/src/configurations/setting";
import { docCommentsIn } from "../../tools/docComments.mjs";
import { facts, type CsNoun } from "../contract/facts";

/**
 * A parameter in camelCase. The leading capitals become small letters, except the last one before a
 * small letter.
 */
const camelCase = (parameter: string): string => parameter.replace(/^[A-Z]+?(?=[A-Z][a-z]|[a-z]|$)/, (capitals) => capitals.toLowerCase());

const sources = path.resolve(import.meta.dirname, "..", "..", "provider", "src", "configurations");
const reference = readFileSync(path.resolve(import.meta.dirname, "..", "..", "docs", "settings.md"), "utf8");

/** What the settings reference says about a setting. */
const sectionOf = (property: string): string => reference.split(`### \`${property}\`\n`)[1]?.split("\n#")[0] ?? "";

/** The products by the year in the tables, as the doc comments name them. */
const products: Record<Since, string> = { 2010: "Lync Server 2010", 2013: "Lync Server 2013", 2015: "Skype for Business Server 2015" };

describe.each(nouns.map((noun) => [noun.cs as CsNoun, noun] as const))("%s", (cs, noun) => {
  test("has every setting that the vendor documents, in the vendor's order and with names by one rule", () => {
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

  const comments = docCommentsIn(path.join(sources, cs === "CsProxyConfiguration" ? "proxy.ts" : "webService.ts"));

  test.each(Object.entries(noun.settings))("the doc comment of %s says what the table says", (property, setting: Setting) => {
    const { words, tags } = comments.get(property)!;
    const { csType, since, documentedDefault, unit, deprecated, unverified, cmdlets } = setting;
    expect(Object.fromEntries(tags)).toEqual({
      ...(setting.default === undefined ? {} : { default: JSON.stringify(setting.default) }),
      since: products[since],
    });
    expect(words.includes(" Deprecated.")).toBe(deprecated ?? false);
    expect(words.includes(" Unverified: ")).toBe(unverified !== undefined);
    if (unverified !== undefined) expect(words).toContain(` Unverified: ${unverified}.`);
    if (documentedDefault !== undefined) expect(words).toMatch(new RegExp(`vendor's pages .*${documentedDefault}[.,; ]`));
    expect(words.includes("documents no default")).toBe(documentedDefault === undefined && setting.default === undefined);
    if ("min" in csType) expect(words).toContain(`${csType.min} to ${csType.max}`);
    if (unit !== undefined) expect(words).toContain(unit.split(" ")[0]);
    if (cmdlets !== undefined) expect(words).toContain(`\`New-${cs}\` does not`);
    if (csType.name === "Enum" && csType.values.length < 5) for (const value of csType.values) expect(words).toContain(`\`${value}\``);
  });

  test.each(Object.entries(noun.settings))("the settings reference has the default and the version of %s", (property, setting: Setting) => {
    const facts = /^(?:Default: `(?<value>.*)`\. )?Since (?<product>.*)\.$/m.exec(sectionOf(property))?.groups;
    expect(facts?.value).toBe(setting.default === undefined ? undefined : JSON.stringify(setting.default));
    expect(facts?.product).toBe(products[setting.since]);
  });
});
