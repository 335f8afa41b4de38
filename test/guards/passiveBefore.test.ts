import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { passiveBefore, readBeforeRun, wasPassive } from "../../provider/src/guards/passiveBefore";
import { newWeb, off, passiveOnServer, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";

const pool = "LyncPool01.contoso.com";

test("the pools that are stored as passive are read once, before the first collection is checked", async () => {
  const { scope, simulated } = await scopeAfter(webService, [newWeb(web(pool), passiveOnServer)]);
  scope.memory.outlook.recordExpected(webService, { identity: web(pool), values: off, unknown: [], secrets: [] });
  await readBeforeRun(scope);
  await simulated.deployment.remove(webService, web(pool));
  expect(await passiveBefore(scope)).toEqual(new Set([pool.toLowerCase()]));
  expect([await wasPassive(scope, pool), await wasPassive(scope, "Director01.contoso.com")]).toEqual([true, false]);
});

test("the passive pools include those that inherit it, but no Edge, because an Edge has no Web Services", async () => {
  const { scope } = await scopeAfter(webService, [newWeb("Global", passiveOnServer), newWeb(web(pool), {})]);
  expect([...(await passiveBefore(scope))].sort()).toEqual(["director01.contoso.com", "standardserver01.contoso.com"]);
});

test("nothing is read for a proxy", async () => {
  const { scope, simulated } = await scopeAfter(proxy, []);
  await readBeforeRun(scope);
  expect(simulated.calls).toEqual([]);
});
