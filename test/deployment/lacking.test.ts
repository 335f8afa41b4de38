import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { lackingSettings } from "../../provider/src/deployment/lacking";

const opening = {
  module: "SkypeForBusiness",
  version: "7.0",
  parameters: { "New-CsProxyConfiguration": ["Realm", "MaxKeepAliveInterval"] },
  warnings: [],
};

test("a setting that takes objects cannot be declared for a remote deployment", () => {
  expect(lackingSettings(proxy, ["realm", "maxKeepAliveInterval"], { opening, isRemote: false })).toEqual([]);
  expect(lackingSettings(proxy, ["realm", "maxKeepAliveInterval"], { opening, isRemote: true })).toEqual([
    {
      property: "realm",
      reason: expect.stringContaining(
        "Realm takes objects, which do not survive the way to lync:connectionUri. Run locally, without lync:connectionUri",
      ),
    },
  ]);
});
