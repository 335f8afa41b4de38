/** A test of a stack on a simulated deployment. */
import * as simulator from "pulumi-lync/simulator";

const outdated: simulator.Computer = { fqdn: "fe02.contoso.com", productVersion: "5.0.8308.0" };
const version: simulator.PoolVersion = 2013;
const pool: simulator.Pool = {
  fqdn: "LyncPool01.contoso.com",
  role: "enterprisePool",
  version,
  computers: ["fe01.contoso.com", outdated],
};
const topology: simulator.Topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools: [pool] }] };
const fault: simulator.Fault = { cmdlet: "New-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "AccessDenied" }, times: 1 };

const contoso = simulator.startSimulator(topology);
contoso.setFaults(fault, { cmdlet: "Get-CsWebServiceConfiguration", latencyMilliseconds: 300 });
export const collections: simulator.CsObject[] = contoso.run("Get-CsWebServiceConfiguration", { Identity: "Global" });
contoso.remove();
