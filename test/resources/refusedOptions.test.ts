import * as pulumi from "@pulumi/pulumi";
import { PassiveAuthentication, ProxyConfiguration, WebServiceConfiguration } from "pulumi-lync";
import { beforeAll, describe, expect, test } from "vitest";

// test/engine/badInput.test.ts shows that such a refusal ends a preview, and how it looks there.

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

describe.each(classes)("%s refuses an option that cannot work, with the reason:", (type, make) => {
  test.each<[option: string, given: () => pulumi.CustomResourceOptions, reason: string]>([
    [
      "deletedWith",
      () => ({ deletedWith: new ProxyConfiguration("first", { identity: "Global" }) }),
      "would remove the resource from the state without a delete",
    ],
    ["replaceOnChanges", () => ({ replaceOnChanges: ["usePinAuth"] }), "do not receive it"],
    ["deleteBeforeReplace", () => ({ deleteBeforeReplace: true }), "the two never collide"],
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
