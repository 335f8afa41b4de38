import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { lookAhead, type Leaving } from "../../provider/src/lifecycle/leaving";
import type { Scope } from "../../provider/src/stack/memory";
import { newProxy, newWeb, registrar, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";

const identity = web("LyncPool01.contoso.com");
const of = (more: Partial<Leaving> = {}): Leaving => ({
  type: webService.type,
  urn: "urn:pulumi:dev::contoso::a",
  identity,
  deployment: "simulator:contoso.json",
  ...more,
});
const stored = [newWeb(identity, { UsePinAuth: false, MACResolverUrl: "https://a" }), newProxy(registrar("LyncPool01.contoso.com"), {})];
const view = async (): Promise<Scope> => (await scopeAfter(webService, stored)).scope;

test("a collection that is removed from the program is absent in the look ahead, and no verb sees that", async () => {
  const scope = await view();
  const { ahead, left } = await lookAhead(scope, [of()]);
  expect(left).toMatchObject([{ noun: { type: webService.type }, leaving: { identity } }]);
  expect(ahead.memory.outlook.isLeaving(webService, identity)).toBe(true);
  expect(scope.memory.outlook.isLeaving(webService, identity)).toBe(false);
});

test("an adopted collection has its earlier values again, but secrets and settings that had no value are unknown", async () => {
  const previous = { usePinAuth: true, maxGroupSizeToExpand: null };
  const { ahead } = await lookAhead(await view(), [of({ previous, secretSettings: ["macResolverUrl"] })]);
  const expected = ahead.memory.outlook.expected(webService, identity);
  expect(expected).toMatchObject({ values: { usePinAuth: true, useWindowsAuth: "Negotiate" }, secrets: ["macResolverUrl"] });
  expect([...(expected?.unknown ?? [])].sort()).toEqual(["macResolverUrl", "maxGroupSizeToExpand"]);
  expect(ahead.memory.outlook.isLeaving(webService, identity)).toBe(false);
});

test.each<[string, (scope: Scope) => unknown, Partial<Leaving>]>([
  ["the program declares it after all", ({ memory }) => memory.declarations.record(webService, identity.toLowerCase(), {}), {}],
  ["one whose identity is not known yet may be it", ({ memory }) => memory.declarations.recordUnidentified(webService), {}],
  ["the program reads it by get", ({ memory }) => memory.declarations.recordRead(webService, identity), {}],
  ["it is the global one, which is never removed", () => undefined, { identity: "Global" }],
  ["it is another deployment's", () => undefined, { deployment: "local" }],
  ["its type is unknown", () => undefined, { type: "OfALaterVersion" }],
])("a collection stays if %s", async (_what, prepare, more) => {
  const scope = await view();
  prepare(scope);
  const { ahead, left } = await lookAhead(scope, [of(more)]);
  expect(left).toEqual([]);
  expect(ahead.memory.outlook.isLeaving(webService, more.identity ?? identity)).toBe(false);
});

test("a collection that the deployment no longer has is absent, and nothing is said about it", async () => {
  const gone = { type: proxy.type, identity: registrar("StandardServer01.contoso.com"), previous: {} };
  const { ahead, left } = await lookAhead(await view(), [of(gone)]);
  expect([left, ahead.memory.outlook.isLeaving(proxy, gone.identity)]).toEqual([[], true]);
});
