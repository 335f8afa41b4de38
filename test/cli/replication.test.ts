import { expect, test } from "vitest";
import { computersOf } from "../../provider/src/cli/rollout/replication";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { DirectoryPool } from "../../provider/src/deployment/directory";
import { simulate } from "../support/simulated";

const pools = [
  { fqdn: "LyncPool01.contoso.com", role: "enterprisePool", computers: ["fe01.contoso.com", "fe02.contoso.com"] },
  { fqdn: "EdgePool01.contoso.com", role: "edge" },
];
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools }] };

/** With the pools that Get-CsService lists beside, whose computers have no replica; nobody asks for these. */
function withOthers(deployment: Deployment): Deployment {
  const others = ["sql01", "gateway01", "app01"].map((name, index) => {
    const role = ["UserDatabase", "PstnGateway", "TrustedApplicationPool"][index] ?? "";
    const pool: DirectoryPool = { fqdn: name, site: "Redmond", roles: [role], nextHop: undefined, webServicesFqdn: name };
    return [name, pool] as const;
  });
  return {
    ...deployment,
    directory: async () => new Map<string, DirectoryPool>([...(await deployment.directory()), ...others]),
    computers: (fqdn) => {
      if (others.some(([name]) => name === fqdn)) throw new Error(`nobody is to ask for ${fqdn}`);
      return deployment.computers(fqdn);
    },
  };
}

test.each([["Global"], ["Site:Redmond"]])("a rollout of %s waits for the computers that act on it alone", async (scope) => {
  expect((await computersOf(withOthers(simulate(topology).deployment), [scope])).sort()).toEqual([
    "EdgePool01.contoso.com",
    "fe01.contoso.com",
    "fe02.contoso.com",
  ]);
});
