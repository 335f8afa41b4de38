import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSimulator, type Topology } from "pulumi-lync/simulator";

const topology: Topology = {
  serverVersion: 2013,
  sites: [{ name: "Redmond", pools: [{ fqdn: "LyncPool01.contoso.com", role: "enterprisePool" }] }],
};
const Identity = "Service:Registrar:LyncPool01.contoso.com";

test("a simulated deployment can be started, read, changed, reset and removed", () => {
  const contoso = startSimulator(topology);
  onTestFinished(() => {
    contoso.remove();
  });
  contoso.run("New-CsProxyConfiguration", { Identity, UseNtlmForClientToProxyAuth: false });
  expect(contoso.run("Get-CsProxyConfiguration", { Identity })).toMatchObject([{ Identity, UseNtlmForClientToProxyAuth: false }]);
  expect(existsSync(contoso.stateFile)).toBe(true);
  expect(() => contoso.run("New-CsProxyConfiguration", { Identity })).toThrow(expect.objectContaining({ category: "ResourceExists" }));

  contoso.reset();
  expect(contoso.run("Get-CsProxyConfiguration")).toHaveLength(1);
  contoso.remove();
  expect(existsSync(contoso.topologyFile)).toBe(false);
});

test("faults affect the cmdlets of stacks, but not those that a test runs", () => {
  const contoso = startSimulator(topology);
  onTestFinished(() => {
    contoso.remove();
  });
  contoso.setFaults({ fail: { category: "PermissionDenied", id: "AccessDenied" } });
  expect(contoso.run("Get-CsProxyConfiguration")).toHaveLength(1);
  expect(readdirSync(path.dirname(contoso.topologyFile)).sort()).toEqual(["deployment.faults.json", "deployment.json"]);
  contoso.reset();
  expect(readdirSync(path.dirname(contoso.topologyFile))).toEqual(["deployment.json"]);
});

test("a returned object can be changed without changing the stored state", () => {
  const contoso = startSimulator(topology);
  onTestFinished(() => {
    contoso.remove();
  });
  const origin = { make: "New-CsWebOrigin", with: { Url: "https://fabrikam.com" } };
  contoso.run("Set-CsWebServiceConfiguration", { Identity: "global", CrossDomainAuthorizationList: { add: [origin] } });
  const ask = (): unknown => contoso.run("Get-CsWebServiceConfiguration")[0]?.CrossDomainAuthorizationList;
  (ask() as unknown[]).length = 0;
  expect(ask()).toHaveLength(1);
});

test("a wrong topology is refused, and the error names the place", () => {
  const wrong = {
    serverVersion: 2013,
    sites: [{ name: "Redmond", pools: [{ fqdn: "a.contoso.com", role: "frontend" }] }],
  } as unknown as Topology;
  expect(() => startSimulator(wrong)).toThrow('sites[0].pools[0].role: "frontend" is not allowed');
});
