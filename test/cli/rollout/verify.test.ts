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

describe("what is stored, against a stack's state", () => {
  test("as declared is counted, and nothing is said of it", async () => {
    const { deployment, run } = simulate();
    await run(newWeb, newProxy);
    const resources = [
      stateResource("WebServiceConfiguration", { identity: webIdentity, maxGroupSizeToExpand: 7, usePinAuth: false }),
      stateResource("ProxyConfiguration", { identity: proxyIdentity, maxKeepAliveInterval: 5 }),
    ];
    expect(await verifyStored(deployment, stackOf(...resources))).toEqual({ verified: 2, reasons: [], others: [] });
  });

  test("otherwise than declared is told setting by setting, and a collection that is not there by its name", async () => {
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

  test("under a secret is not compared, for the state has it encrypted; the settings beside it are", async () => {
    const { deployment, run } = simulate();
    await run(newWeb);
    const outputs = { identity: webIdentity, macResolverUrl: encrypted, secretSettings: ["macResolverUrl"], usePinAuth: true };
    expect(await verifyStored(deployment, stackOf(stateResource("WebServiceConfiguration", outputs)))).toEqual({
      verified: 1,
      reasons: [`usePinAuth of "${webIdentity}": wanted true, found false`],
      others: [],
    });
  });

  test("under what a transform or the option additionalSecretOutputs made a secret is not compared, nor told, also within a list", async () => {
    const { deployment, run } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: webIdentity, MACResolverUrl: "https://hunter2" } });
    const outputs = { identity: encrypted, macResolverUrl: encrypted, crossDomainAuthorizationList: [encrypted] };
    const resources = [{ ...stateResource("WebServiceConfiguration", outputs), id: webIdentity }];
    expect(await verifyStored(deployment, stackOf(...resources))).toEqual({ verified: 1, reasons: [], others: [] });
  });

  test("in another deployment, which an explicit provider reaches, is named and not compared", async () => {
    const { deployment, calls } = simulate();
    const others = [
      stateResource("WebServiceConfiguration", { identity: webIdentity, usePinAuth: true, deployment: "simulator:other.json" }),
    ];
    expect(await verifyStored(deployment, stackOf(...others))).toEqual({ verified: 0, reasons: [], others: [webIdentity] });
    expect(calls).toEqual([]);
  });

  test("of other providers, and of what was never made, is not asked for", async () => {
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
