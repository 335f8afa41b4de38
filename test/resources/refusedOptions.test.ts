import * as pulumi from "@pulumi/pulumi";
import { PassiveAuthentication, ProxyConfiguration, WebServiceConfiguration } from "pulumi-lync";
import { beforeAll, describe, expect, test } from "vitest";

// That such a refusal ends a preview, and how it looks there, test/engine/badInput.test.ts shows.

beforeAll(() =>
  pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }), call: () => ({}) }),
);

const classes: [type: string, make: (options: pulumi.CustomResourceOptions) => unknown][] = [
  ["WebServiceConfiguration", (options) => new WebServiceConfiguration("a", { identity: "Global" }, options)],
  ["ProxyConfiguration", (options) => new ProxyConfiguration("a", { identity: "Global" }, options)],
  [
    "PassiveAuthentication",
    (options) =>
      new PassiveAuthentication("a", { pool: "LyncPool01.contoso.com", role: "director", federationService: "dc.contoso.com" }, options),
  ],
];

describe.each(classes)("options that cannot work are refused by a %s, with the reason", (type, make) => {
  test.each<[option: string, given: () => pulumi.CustomResourceOptions, reason: string]>([
    [
      "deletedWith",
      () => ({ deletedWith: new ProxyConfiguration("first", { identity: "Global" }) }),
      "would drop the collection from the state without undoing it",
    ],
    ["replaceOnChanges", () => ({ replaceOnChanges: ["usePinAuth"] }), "are not told of it"],
    ["deleteBeforeReplace", () => ({ deleteBeforeReplace: true }), "two identities never collide"],
    [
      "import",
      () => ({ import: "x" }),
      'the argument "adopt": true. .*"pulumi-lync discover --format import", then "pulumi import --file"',
    ],
  ])("%s", (option, given, reason) => {
    const refused = new RegExp(`^${type} "a": the option "${option}" is refused: .*${reason}`);
    expect(() => make(given())).toThrow(refused);
  });
});
