import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { lackingSettings, lackingText } from "../../provider/src/deployment/lacking";

const opening = {
  module: "SkypeForBusiness",
  version: "7.0",
  parameters: { "New-CsProxyConfiguration": ["Realm", "MaxKeepAliveInterval"] },
  warnings: [],
};

test("a setting that takes objects cannot be declared for a remote deployment", () => {
  expect(lackingSettings(proxy, ["realm", "maxKeepAliveInterval"], { opening, isRemote: false })).toEqual([]);
  const lacking = lackingSettings(proxy, ["realm", "maxKeepAliveInterval"], { opening, isRemote: true });
  expect(lacking.map(({ property }) => property)).toEqual(["realm"]);
  expect(lacking.map(lackingText)).toEqual([
    "Realm takes objects, which cannot be sent through lync:connectionUri. " +
      "Remove it from the program, or run Pulumi on a server or an administration workstation, without lync:connectionUri.",
  ]);
});

test.each([
  [true, "https://pool.contoso.com/OcsPowershell", "", ", and the cmdlets at https://pool.contoso.com/OcsPowershell do not have it."],
  [false, "Lync", "5.0", ", and the installed module, Lync 5.0, does not have it."],
])("the refusal of a setting says which cmdlets or module do not have it (remote: %s)", (isRemote, module, version, lacks) => {
  const known = { ...opening, module, version };
  const lacking = lackingSettings(proxy, ["useNtlmForClientToProxyAuth"], { opening: known, isRemote });
  expect(lacking.map(({ property }) => property)).toEqual(["useNtlmForClientToProxyAuth"]);
  expect(lacking.map(lackingText)).toEqual([`UseNtlmForClientToProxyAuth is new in Lync Server 2010${lacks} Remove it from the program.`]);
});

test("the error for a remote account that has neither New nor Set names the role to ask for", () => {
  const connectionUri = "https://pool.contoso.com/OcsPowershell";
  const known = {
    ...opening,
    module: connectionUri,
    version: "",
    parameters: { "New-CsProxyConfiguration": [], "Set-CsProxyConfiguration": [] },
  };
  expect(() => lackingSettings(proxy, ["maxKeepAliveInterval"], { opening: known, isRemote: true })).toThrow(
    `The account that signs in at ${connectionUri} has no role that allows New-CsProxyConfiguration and Set-CsProxyConfiguration. ` +
      "Ask for the role CsServerAdministrator or CsAdministrator for this account.",
  );
});
