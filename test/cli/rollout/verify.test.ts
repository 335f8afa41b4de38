import { describe, expect, test } from "vitest";
import { verifyStored } from "../../../provider/src/cli/rollout/verify";
import { encrypted, stackOf, stateResource } from "../../support/declared";
import { simulate } from "../../support/simulated";

const webIdentity = "Service:WebServer:LyncPool01.contoso.com";
const proxyIdentity = "Service:Registrar:LyncPool01.contoso.com";
const newWeb = {
  cmdlet: "New-CsWebServiceConfiguration",
  parameters: { Identity: webIdentity, MaxGroupSizeToExpand: 7, UsePinAuth: false },
};
const newProxy = { cmdlet: "New-CsProxyConfiguration", parameters: { Identity: proxyIdentity, MaxKeepAliveInterval: 5 } };

describe("the verification of what is stored", () => {
  test("counts collections that are as declared, and gives no reason", async () => {
    const { deployment, run } = simulate();
    await run(newWeb, newProxy);
    const resources = [
      stateResource("WebServiceConfiguration", { identity: webIdentity, maxGroupSizeToExpand: 7, usePinAuth: false }),
      stateResource("ProxyConfiguration", { identity: proxyIdentity, maxKeepAliveInterval: 5 }),
    ];
    expect(await verifyStored(deployment, stackOf(...resources))).toEqual({ verified: 2, reasons: [], others: [] });
  });

  test("names each setting that differs, and each collection that is missing", async () => {
    const { deployment, run } = simulate();
    await run(newWeb);
    const resources = [
      stateResource("WebServiceConfiguration", { identity: webIdentity, maxGroupSizeToExpand: 9, usePinAuth: true }),
      stateResource("ProxyConfiguration", { identity: proxyIdentity, maxKeepAliveInterval: 5 }),
    ];
    const { verified, reasons } = await verifyStored(deployment, stackOf(...resources));
    expect(verified).toBe(2);
    expect(reasons.sort()).toEqual([
      `"${proxyIdentity}" has no ProxyConfiguration`,
      `maxGroupSizeToExpand of "${webIdentity}": wanted 9, found 7`,
      `usePinAuth of "${webIdentity}": wanted true, found false`,
    ]);
  });

  test("does not compare a secret, which is encrypted in the state, but compares the other settings", async () => {
    const { deployment, run } = simulate();
    await run(newWeb);
    const outputs = { identity: webIdentity, macResolverUrl: encrypted, secretSettings: ["macResolverUrl"], usePinAuth: true };
    expect(await verifyStored(deployment, stackOf(stateResource("WebServiceConfiguration", outputs)))).toEqual({
      verified: 1,
      reasons: [`usePinAuth of "${webIdentity}": wanted true, found false`],
      others: [],
    });
  });

  test("neither compares nor shows what a transform or the option additionalSecretOutputs made secret, even in a list", async () => {
    const { deployment, run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: webIdentity, MACResolverUrl: "https://hunter2" } });
    const outputs = { identity: encrypted, macResolverUrl: encrypted, crossDomainAuthorizationList: [encrypted] };
    const resources = [{ ...stateResource("WebServiceConfiguration", outputs), id: webIdentity }];
    expect(await verifyStored(deployment, stackOf(...resources))).toEqual({ verified: 1, reasons: [], others: [] });
  });

  test("names a collection in another deployment, reached through an explicit provider, and does not compare it", async () => {
    const { deployment, calls } = simulate();
    const others = [
      stateResource("WebServiceConfiguration", { identity: webIdentity, usePinAuth: true, deployment: "simulator:other.json" }),
    ];
    expect(await verifyStored(deployment, stackOf(...others))).toEqual({ verified: 0, reasons: [], others: [webIdentity] });
    expect(calls).toEqual([]);
  });

  test("does not read resources of other providers, or collections that were never created", async () => {
    const { deployment, calls } = simulate();
    const urn = "urn:pulumi:dev::contoso::type::name";
    const resources = [
      { urn, type: "pulumi:pulumi:Stack", outputs: {} },
      { urn, type: "pulumi-nodejs:dynamic/lync:WebServiceConfiguration", outputs: { identity: webIdentity } },
      { urn, type: "pulumi-nodejs:dynamic/lync:ProxyConfiguration" },
    ];
    expect(await verifyStored(deployment, stackOf(...resources))).toEqual({ verified: 0, reasons: [], others: [] });
    expect(calls).toEqual([]);
  });
});
