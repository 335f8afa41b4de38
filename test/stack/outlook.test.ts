import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { Outlook } from "../../provider/src/stack/outlook";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const expected = { identity, values: { usePinAuth: false }, unknown: [], secrets: [] };

test("the expected collection is found whatever the case of its identity, and only for its own noun", () => {
  const outlook = new Outlook();
  outlook.recordExpected(webService, expected);
  outlook.recordLeaving(webService, "Site:Redmond");
  expect(outlook.expected(webService, identity.toLowerCase())).toBe(expected);
  expect(outlook.expected(proxy, identity)).toBeUndefined();
  expect([outlook.isLeaving(webService, "site:REDMOND"), outlook.isLeaving(proxy, "Site:Redmond")]).toEqual([true, false]);
});

test("an outlook that starts from another one knows the same, and does not change the other one", () => {
  const outlook = new Outlook();
  outlook.recordExpected(webService, expected);
  outlook.recordLeaving(webService, "Site:Redmond");
  outlook.recordPassive("lyncpool01.contoso.com");
  const next = new Outlook({ from: outlook, isWhole: true });
  expect([outlook.isWhole, next.isWhole]).toEqual([false, true]);
  expect(next.expected(webService, identity)).toBe(expected);
  expect([next.isLeaving(webService, "Site:Redmond"), next.willBePassive("LyncPool01.contoso.com")]).toEqual([true, true]);
  next.recordExpected(proxy, expected);
  next.recordLeaving(proxy, identity);
  next.recordPassive("lyncpool02.contoso.com");
  expect(outlook.expected(proxy, identity)).toBeUndefined();
  expect([outlook.isLeaving(proxy, identity), outlook.willBePassive("LyncPool02.contoso.com")]).toEqual([false, false]);
});

test("all recorded lists of passive pools count together, even if a list is repeated", () => {
  const outlook = new Outlook();
  const arePassive = (): boolean[] => ["A.contoso.com", "B.contoso.com", "C.contoso.com"].map((pool) => outlook.willBePassive(pool));
  outlook.recordPassive("a.contoso.com");
  outlook.recordPassive("a.contoso.com b.contoso.com");
  outlook.recordPassive("a.contoso.com b.contoso.com");
  expect(arePassive()).toEqual([true, true, false]);
  outlook.recordPassive("c.contoso.com");
  expect(arePassive()).toEqual([true, true, true]);
});
