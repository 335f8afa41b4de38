import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { meantByFailure, storedBehindPassive } from "../../provider/src/guards/behindPassive";
import { aloneOnServer, certificateAlone, newProxy, newWeb, passiveOnServer, registrar, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";

const pool = "LyncPool01.contoso.com";
const passiveWeb = newWeb(web(pool), passiveOnServer);

test("the stored proxy of passive Web Services is returned, whatever the program declares for it", async () => {
  const { scope } = await scopeAfter(proxy, [passiveWeb, newProxy("Global", { UseNtlmForClientToProxyAuth: false })]);
  scope.memory.outlook.recordExpected(proxy, { identity: registrar(pool), values: certificateAlone, unknown: [], secrets: [] });
  expect(await storedBehindPassive(scope, registrar(pool))).toMatchObject({
    pool,
    proxy: { useNtlmForClientToProxyAuth: false, useKerberosForClientToProxyAuth: true },
  });
});

test.each([
  ["Web Services", webService, web(pool), [passiveWeb]],
  ["the global proxy", proxy, "Global", [passiveWeb]],
  [
    "a proxy in front of Web Services with another method",
    proxy,
    registrar(pool),
    [newWeb(web(pool), { ...passiveOnServer, UsePinAuth: true })],
  ],
  ["a proxy with unknown Web Services behind it", proxy, registrar("gone.contoso.com"), [passiveWeb]],
])("nothing is returned for %s", async (_what, noun, identity, server) => {
  expect(await storedBehindPassive((await scopeAfter(noun, server)).scope, identity)).toBeUndefined();
});

test("a failed write's message says that clients can or may sign in without the second factor, if a password lets them in", async () => {
  const { scope } = await scopeAfter(proxy, [passiveWeb, newProxy(registrar(pool), aloneOnServer)]);
  const off = await storedBehindPassive(scope, registrar(pool));
  const on = await storedBehindPassive((await scopeAfter(proxy, [passiveWeb])).scope, registrar(pool));
  if (off === undefined || on === undefined) throw new Error("the Web Services behind both are passive");
  expect(meantByFailure(on, { found: {}, isUnknown: false })).toMatch(new RegExp(`clients can sign in at ${pool}`));
  expect(meantByFailure(on, { found: {}, isUnknown: true })).toMatch(/clients may be able to sign in/);
  expect(meantByFailure(on, { found: certificateAlone, isUnknown: false })).toBeUndefined();
  expect(meantByFailure(off, { found: {}, isUnknown: true })).toBeUndefined();
  expect(meantByFailure(off, { found: { useNtlmForClientToProxyAuth: true }, isUnknown: false })).toBeDefined();
});
