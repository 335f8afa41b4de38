import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { read, remove, viewOf } from "../support/verbs";
import { simulate, type Simulated } from "../support/simulated";

const pool = "LyncPool01.contoso.com";
const deployment = "simulator:contoso.json";
const web = { identity: `Service:WebServer:${pool}`, deployment };
const proxies = { identity: `Service:Registrar:${pool}`, deployment };

async function bothRead(): Promise<Simulated> {
  const simulated = simulate();
  await simulated.run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web.identity } });
  await simulated.run({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity: proxies.identity } });
  await read(webService, simulated.deployment, web.identity, web);
  await read(proxy, simulated.deployment, proxies.identity, proxies);
  simulated.calls.length = 0;
  return simulated;
}

function removals({ calls }: Simulated): string[] {
  return calls.map(({ cmdlet }) => cmdlet).filter((cmdlet) => cmdlet.startsWith("Remove"));
}

describe("the deletion of a pool's Web Services undoes its proxy first", () => {
  test("once, whichever of the two deletions the engine starts first", async () => {
    const simulated = await bothRead();
    await Promise.all([remove(webService, simulated.deployment, web), remove(proxy, simulated.deployment, proxies)]);
    expect(removals(simulated)).toEqual(["Remove-CsProxyConfiguration", "Remove-CsWebServiceConfiguration"]);
  });

  test("if the engine starts the proxy's deletion only later, as with one worker", async () => {
    const simulated = await bothRead();
    await remove(webService, simulated.deployment, web);
    await remove(proxy, simulated.deployment, proxies);
    expect(removals(simulated)).toEqual(["Remove-CsProxyConfiguration", "Remove-CsWebServiceConfiguration"]);
  });

  test("and does not remove the Web Services if that failed", async () => {
    const simulated = await bothRead();
    simulated.setFaults({ cmdlet: "Remove-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied" } });
    const both = [remove(webService, simulated.deployment, web), remove(proxy, simulated.deployment, proxies)];
    const denied = { status: "rejected", reason: { kind: "accessDenied" } };
    expect(await Promise.allSettled(both)).toMatchObject([denied, denied]);
    expect(removals(simulated)).toEqual(["Remove-CsProxyConfiguration"]);
  });

  test("but not a proxy that the program still declares", async () => {
    const simulated = await bothRead();
    viewOf(simulated.deployment).memory.declarations.record(proxy, proxies.identity, {});
    await remove(webService, simulated.deployment, web);
    expect(removals(simulated)).toEqual(["Remove-CsWebServiceConfiguration"]);
  });

  test("and not a proxy that is retained", async () => {
    const simulated = await bothRead();
    await read(proxy, simulated.deployment, proxies.identity, { ...proxies, retainOnDelete: true });
    await remove(webService, simulated.deployment, web);
    expect(removals(simulated)).toEqual(["Remove-CsWebServiceConfiguration"]);
  });

  test("for a pool called error", async () => {
    const simulated = simulate({ serverVersion: 2013, sites: [{ name: "Redmond", pools: [{ fqdn: "error", role: "enterprisePool" }] }] });
    const [ofWeb, ofProxy] = ["Service:WebServer:error", "Service:Registrar:error"].map((identity) => ({ identity, deployment }));
    await simulated.run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: ofWeb!.identity } });
    await simulated.run({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity: ofProxy!.identity } });
    await read(proxy, simulated.deployment, ofProxy!.identity, ofProxy!);
    await Promise.all([remove(proxy, simulated.deployment, ofProxy!), remove(webService, simulated.deployment, ofWeb!)]);
    expect(removals(simulated)).toEqual(["Remove-CsProxyConfiguration", "Remove-CsWebServiceConfiguration"]);
  });
});

test("the collections of a pool that the deployment no longer has are read, restored and removed", async () => {
  const simulated = simulate({ serverVersion: 2013, sites: [{ name: "Redmond", pools: [{ fqdn: "Other.contoso.com", role: "edge" }] }] });
  const file = simulated.file.replace(".json", ".state.json");
  const stored = { CsWebServiceConfiguration: { [web.identity]: { UsePinAuth: false } }, CsProxyConfiguration: { [proxies.identity]: {} } };
  writeFileSync(file, JSON.stringify(stored));
  const adopted = { ...web, usePinAuth: false, previous: { usePinAuth: true } };
  expect((await read(webService, simulated.deployment, web.identity, adopted)).props).toMatchObject({ usePinAuth: false });
  await remove(webService, simulated.deployment, adopted);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ CsWebServiceConfiguration: { [web.identity]: {} } });
  await remove(proxy, simulated.deployment, proxies);
  await remove(webService, simulated.deployment, web);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({});
});
