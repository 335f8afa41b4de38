import { describe, expect, test } from "vitest";
import type { Call } from "../../provider/src/cmdlets/call";
import { contoso } from "../support/contoso";
import { simulate } from "../support/simulated";

const pool = "LyncPool01.contoso.com";

describe("a simulated cmdlet", () => {
  test.each([
    ["New at global scope", "New-CsProxyConfiguration", { Identity: "global" }, "GlobalCollectionAlwaysExists"],
    ["New without an identity", "New-CsProxyConfiguration", {}, "MissingMandatoryParameter"],
    [
      "New for a pool that does not exist",
      "New-CsProxyConfiguration",
      { Identity: "service:Registrar:Nowhere.contoso.com" },
      "ScopeNotFound",
    ],
    ["New for a site that does not exist", "New-CsWebServiceConfiguration", { Identity: "site:Paris" }, "ScopeNotFound"],
    [
      "New for a Director's Registrar",
      "New-CsProxyConfiguration",
      { Identity: "service:Registrar:Director01.contoso.com" },
      "ScopeNotFound",
    ],
    [
      "New for an Edge's Web Services",
      "New-CsWebServiceConfiguration",
      { Identity: "service:WebServer:EdgePool01.contoso.com" },
      "ScopeNotFound",
    ],
    [
      "New for a branch's Web Services",
      "New-CsWebServiceConfiguration",
      { Identity: "service:WebServer:Branch01.contoso.com" },
      "ScopeNotFound",
    ],
    ["a wrong scope", "New-CsProxyConfiguration", { Identity: "site:Redmond" }, "InvalidIdentity"],
    [
      "Set of a collection that does not exist",
      "Set-CsProxyConfiguration",
      { Identity: `service:Registrar:${pool}` },
      "CollectionNotFound",
    ],
    [
      "Remove of a collection that does not exist",
      "Remove-CsProxyConfiguration",
      { Identity: `service:Registrar:${pool}` },
      "CollectionNotFound",
    ],
    [
      "Get of a collection that does not exist",
      "Get-CsProxyConfiguration",
      { Identity: `service:Registrar:${pool}` },
      "CollectionNotFound",
    ],
    ["an unknown parameter", "Set-CsProxyConfiguration", { UsePinAuth: true }, "NamedParameterNotFound"],
    ["Get with -Force", "Get-CsProxyConfiguration", { Force: true }, "NamedParameterNotFound"],
    ["a name that an enum does not have", "Set-CsWebServiceConfiguration", { UseWindowsAuth: "Basic" }, "CannotConvertArgumentNoMessage"],
    ["a text for a Boolean", "Set-CsWebServiceConfiguration", { UsePinAuth: "x" }, "CannotConvertArgument"],
  ])("fails for %s", async (_what, cmdlet, parameters, id) => {
    const [result] = await simulate().run({ cmdlet, parameters: parameters });
    expect(result?.error?.id).toBe(`${id},${cmdlet}`);
    expect(result?.error?.message).not.toBe("");
  });

  test("takes only the changes Add, Remove and Replace for a list, and ignores their case", async () => {
    const { run } = simulate();
    const made = { make: "New-CsWebOrigin", with: { Url: "https://a.com" } };
    const set = (change: object): Call => ({
      cmdlet: "Set-CsWebServiceConfiguration",
      parameters: { CrossDomainAuthorizationList: change },
    });
    const refusal = { category: "InvalidArgument", id: "CannotConvertArgumentNoMessage,Set-CsWebServiceConfiguration" };
    expect((await run(set({ append: [made] })))[0]?.error).toMatchObject(refusal);
    // PSListModifier does not check its elements, so a binder sends them to the simulator.
    for (const change of [{ add: ["x"] }, { replace: [made, 7] }, { list: [null] }]) {
      expect((await run(set(change)))[0]?.error, JSON.stringify(change)).toMatchObject(refusal);
    }
    expect((await run(set({ ADD: [made] })))[0]?.error).toBeNull();
    const [result] = await run({ cmdlet: "Get-CsWebServiceConfiguration", parameters: {}, select: ["CrossDomainAuthorizationList"] });
    expect(result?.objects).toEqual([{ CrossDomainAuthorizationList: [{ Url: "https://a.com" }] }]);
  });

  test("that does not exist is not found", async () => {
    const [result] = await simulate().run({ cmdlet: "Get-CsUser", parameters: {} });
    expect(result?.error).toMatchObject({ category: "ObjectNotFound", id: "CommandNotFoundException" });
  });

  test("knows a parameter for each setting that the server's version has", async () => {
    const call = { cmdlet: "Set-CsWebServiceConfiguration", parameters: { UseWsFedPassiveAuth: false } };
    expect((await simulate({ ...contoso, serverVersion: 2013 }).run(call))[0]?.error).toBeNull();
  });

  test("fails as a second New of the same identity, in any case of letters", async () => {
    const { run } = simulate();
    const call = (identity: string): Call => ({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity } });
    const [first, second] = await run(call(`service:webserver:${pool}`), call(`SERVICE:WEBSERVER:${pool.toUpperCase()}`));
    expect(first?.error).toBeNull();
    expect(second?.error?.category).toBe("ResourceExists");
  });

  test("that fails ends its request", async () => {
    const remove = { cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity: `service:Registrar:${pool}` } };
    expect(await simulate().run(remove, remove)).toHaveLength(1);
  });

  test("named Get returns the global collection, the defaults, and identities in the server's capitalisation", async () => {
    const { run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "site:Redmond", UsePinAuth: false } });
    const [result] = await run({
      cmdlet: "Get-CsWebServiceConfiguration",
      parameters: {},
      select: ["Identity", "UsePinAuth", "UseWindowsAuth", "WsFedPassiveMetadataUri"],
    });
    expect(result?.objects).toEqual([
      { Identity: "Global", UsePinAuth: true, UseWindowsAuth: "Negotiate", WsFedPassiveMetadataUri: "" },
      { Identity: "Site:Redmond", UsePinAuth: false, UseWindowsAuth: "Negotiate", WsFedPassiveMetadataUri: "" },
    ]);
  });

  test("named Remove resets every property at global scope, and keeps the collection", async () => {
    const { run } = simulate();
    await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { UseNtlmForClientToProxyAuth: false } });
    await run({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity: "global" } });
    const [result] = await run({
      cmdlet: "Get-CsProxyConfiguration",
      parameters: { Identity: "global" },
      select: ["UseNtlmForClientToProxyAuth"],
    });
    expect(result?.objects).toEqual([{ UseNtlmForClientToProxyAuth: true }]);
  });
});
