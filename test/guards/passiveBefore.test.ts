import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { passiveBefore, readBeforeRun, wasPassive } from "../../provider/src/guards/passiveBefore";
import { newWeb, off, passiveOnServer, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";

const pool = "LyncPool01.contoso.com";

test("which pools were passive before the run is read once, as it is stored then, before the first collection is checked", async () => {
  const { scope, simulated } = await scopeAfter(webService, [newWeb(web(pool), passiveOnServer)]);
  scope.memory.outlook.recordExpected(webService, { identity: web(pool), values: off, unknown: [], secrets: [] });
  await readBeforeRun(scope);
  await simulated.deployment.remove(webService, web(pool));
  expect(await passiveBefore(scope)).toEqual(new Set([pool.toLowerCase()]));
  expect([await wasPassive(scope, pool), await wasPassive(scope, "Director01.contoso.com")]).toEqual([true, false]);
});

test("those that inherit passive are among them; an Edge, which has no Web Services, is not", async () => {
  const { scope } = await scopeAfter(webService, [newWeb("Global", passiveOnServer), newWeb(web(pool), {})]);
  expect([...(await passiveBefore(scope))].sort()).toEqual(["director01.contoso.com", "standardserver01.contoso.com"]);
});

test("it is not read for a proxy", async () => {
  const { scope, simulated } = await scopeAfter(proxy, []);
  await readBeforeRun(scope);
  expect(simulated.calls).toEqual([]);
});
