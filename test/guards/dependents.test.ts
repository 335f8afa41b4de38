import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { dependentsOf } from "../../provider/src/guards/dependents";
import { aloneOnServer, edgeServer, newProxy, newWeb, off, passive, passiveOnServer, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";

const [pool, backup, director, edge] = [
  "LyncPool01.contoso.com",
  "LyncPool02.contoso.com",
  "Director01.contoso.com",
  "EdgePool01.contoso.com",
] as const;
const topology = {
  serverVersion: 2013,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: pool, role: "enterprisePool", backupPool: backup },
        { fqdn: director, role: "director" },
        { fqdn: edge, role: "edge", nextHop: pool },
      ],
    },
    { name: "Dublin", pools: [{ fqdn: backup, role: "enterprisePool", backupPool: pool }] },
  ],
};
const passiveAll = [pool, backup, director].map((one) => newWeb(web(one), passiveOnServer));
const server = [...passiveAll, newProxy(edgeServer(edge), aloneOnServer)];
const nobody = { backedUp: undefined, directed: [], edges: [], unread: [] };

test("the dependents of a pool are the pool that it backs up, the pools of a Director's site, and the Edges in front", async () => {
  const { scope } = await scopeAfter(webService, server, topology);
  expect(await dependentsOf(scope, pool, off)).toEqual({ ...nobody, backedUp: backup, edges: [edge] });
  expect(await dependentsOf(scope, director, off)).toEqual({ ...nobody, directed: [pool] });
  expect(await dependentsOf(scope, "gone.contoso.com", off)).toEqual(nobody);
});

test("an Edge is no dependent of a pool that has passive authentication on next to another method", async () => {
  const { scope } = await scopeAfter(webService, server, topology);
  expect(await dependentsOf(scope, pool, { ...off, usePinAuth: true, useWsFedPassiveAuth: true })).toEqual({ ...nobody, backedUp: backup });
});

test("a pool or an Edge that was not passive before, or that changes, is no dependent", async () => {
  const { scope: before } = await scopeAfter(webService, [newWeb(web(pool), passiveOnServer)], topology);
  before.memory.outlook.recordExpected(webService, { identity: web(backup), values: passive, unknown: [], secrets: [] });
  expect(await dependentsOf(before, pool, off)).toEqual(nobody);
  const { scope } = await scopeAfter(webService, server, topology);
  scope.memory.outlook.recordExpected(webService, { identity: web(backup), values: off, unknown: [], secrets: [] });
  const ntlm = { useCertificateForClientToProxyAuth: true, useNtlmForClientToProxyAuth: true };
  scope.memory.outlook.recordExpected(proxy, { identity: edgeServer(edge), values: ntlm, unknown: [], secrets: [] });
  expect(await dependentsOf(scope, pool, off)).toEqual(nobody);
});

test("a value of an Edge's proxy that cannot be read is reported once, and the Edge is no dependent", async () => {
  const { scope, simulated } = await scopeAfter(webService, server, topology);
  simulated.changeObjects((object) =>
    "UseNtlmForClientToProxyAuth" in object ? { ...object, UseNtlmForClientToProxyAuth: "perhaps" } : object,
  );
  expect(await dependentsOf(scope, pool, off)).toMatchObject({
    edges: [],
    unread: [expect.stringContaining("UseNtlmForClientToProxyAuth")],
  });
});
