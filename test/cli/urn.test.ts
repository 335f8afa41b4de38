import { describe, expect, test } from "vitest";
import { isStack, nameIn, nounIn, stackIn } from "../../provider/src/cli/urn";
import { nouns } from "../../provider/src/configurations/nouns";
import { typeOf } from "../../provider/src/resources/typeOf";

const urnOf = (type: string, name = "web"): string => `urn:pulumi:prod::project::${type}::${name}`;

describe("a URN's noun", () => {
  test("is that of its type, also inside a component", () => {
    for (const noun of nouns) {
      expect(nounIn(urnOf(typeOf(noun)))).toBe(noun);
      expect(nounIn(urnOf(`lync:index:PassiveAuthentication$${typeOf(noun)}`))).toBe(noun);
    }
  });

  test.each([
    ["a type of another provider", urnOf("aws:s3/bucket:Bucket")],
    ["a child of one of this package's resources", urnOf("pulumi-nodejs:dynamic/lync:ProxyConfiguration$aws:s3/bucket:Bucket")],
    ["a type that begins like one of this package's types", urnOf("pulumi-nodejs:dynamic/lync:ProxyConfigurations")],
    [
      "a name that looks like one of this package's types",
      urnOf("aws:s3/bucket:Bucket", "pulumi-nodejs:dynamic/lync:ProxyConfiguration::x"),
    ],
    ["a text that is not a URN", "web"],
  ])("is undefined for %s", (_what, urn) => {
    expect(nounIn(urn)).toBeUndefined();
  });
});

test.each([
  ["a plain name", urnOf("lync:index:PassiveAuthentication", "pool01"), "pool01"],
  ["a name with colons", urnOf("lync:index:PassiveAuthentication", "a::b:c"), "a::b:c"],
  ["the text itself if it is not a URN", "web", "web"],
])("the name in a URN: %s", (_what, urn, name) => {
  expect(nameIn(urn)).toBe(name);
});

test("a URN contains its stack's name", () => {
  expect(stackIn(urnOf("pulumi:pulumi:Stack"))).toBe("prod");
  expect(stackIn("web")).toBe("");
});

test("only the resource of the stack itself is recognised as the stack", () => {
  expect(isStack(urnOf("pulumi:pulumi:Stack"))).toBe(true);
  expect(isStack(urnOf("lync:index:PassiveAuthentication", "::pulumi:pulumi:Stack::"))).toBe(false);
});
