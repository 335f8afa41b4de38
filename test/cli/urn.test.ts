import { describe, expect, test } from "vitest";
import { isStack, nameIn, nounIn, stackIn } from "../../provider/src/cli/urn";
import { nouns } from "../../provider/src/configurations/nouns";
import { typeOf } from "../../provider/src/resources/typeOf";

const urnOf = (type: string, name = "web"): string => `urn:pulumi:prod::project::${type}::${name}`;

describe("a URN's noun", () => {
  test("is that of its type, in a component, too", () => {
    for (const noun of nouns) {
      expect(nounIn(urnOf(typeOf(noun)))).toBe(noun);
      expect(nounIn(urnOf(`lync:index:PassiveAuthentication$${typeOf(noun)}`))).toBe(noun);
    }
  });

  test.each([
    ["a type of another provider", urnOf("aws:s3/bucket:Bucket")],
    ["a resource below one of ours", urnOf("pulumi-nodejs:dynamic/lync:ProxyConfiguration$aws:s3/bucket:Bucket")],
    ["a type that begins as ours", urnOf("pulumi-nodejs:dynamic/lync:ProxyConfigurations")],
    ["a name that looks like a type of ours", urnOf("aws:s3/bucket:Bucket", "pulumi-nodejs:dynamic/lync:ProxyConfiguration::x")],
    ["what is no URN", "web"],
  ])("is none for %s", (_what, urn) => {
    expect(nounIn(urn)).toBeUndefined();
  });
});

test.each([
  ["plain", urnOf("lync:index:PassiveAuthentication", "pool01"), "pool01"],
  ["with colons", urnOf("lync:index:PassiveAuthentication", "a::b:c"), "a::b:c"],
  ["of a text that is no URN, the text", "web", "web"],
])("a URN's name: %s", (_what, urn, name) => {
  expect(nameIn(urn)).toBe(name);
});

test("a URN's stack", () => {
  expect(stackIn(urnOf("pulumi:pulumi:Stack"))).toBe("prod");
  expect(stackIn("web")).toBe("");
});

test("the stack itself is a resource, and no other is it", () => {
  expect(isStack(urnOf("pulumi:pulumi:Stack"))).toBe(true);
  expect(isStack(urnOf("lync:index:PassiveAuthentication", "::pulumi:pulumi:Stack::"))).toBe(false);
});
