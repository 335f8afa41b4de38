import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Declared } from "../../provider/src/stack/declared";
import { asBeforeRun, asStored, Memory } from "../../provider/src/stack/memory";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const expected = { identity, values: {}, unknown: [], secrets: [] };

function stateOf(records: Declared["records"], of = identity): Declared {
  return { identity: of, values: {}, options: {}, records };
}

test("of two halves of one collection the elder knows what was there before, and both tell the secrets", () => {
  const { owned } = new Memory();
  owned.record(webService, stateOf({ since: 5, previous: { usePinAuth: true }, secretSettings: ["usePinAuth"] }));
  owned.record(webService, stateOf({ since: 9, previous: { usePinAuth: false }, secretSettings: ["useCertificateAuth"] }));
  expect(owned.get(webService, identity.toUpperCase())?.records).toEqual({
    since: 5,
    previous: { usePinAuth: true },
    secretSettings: ["useCertificateAuth", "usePinAuth"],
  });
});

test("what was only assumed of a collection gives way to what was read", () => {
  const { owned } = new Memory();
  owned.recordAssumed(webService, stateOf({ since: 1 }));
  expect(owned.since(webService, stateOf({ since: 3 }))).toBe(3);
  owned.record(webService, stateOf({ since: 2 }));
  expect(owned.since(webService, stateOf({ since: 3 }))).toBe(2);
  owned.recordAssumed(webService, stateOf({ since: 1 }));
  owned.recordUnlessKnown(webService, stateOf({ since: 1 }));
  expect(owned.get(webService, identity)?.records.since).toBe(2);
});

test("a pool's own collections are found by its name", () => {
  const { owned } = new Memory();
  owned.record(webService, stateOf({}));
  owned.record(proxy, stateOf({}, "Service:Registrar:LyncPool01.contoso.com"));
  owned.record(proxy, stateOf({}, "Service:Registrar:LyncPool02.contoso.com"));
  expect(owned.ofPool("lyncpool01.CONTOSO.com").map(({ noun }) => noun.type)).toEqual([webService.type, proxy.type]);
});

test("what is said of a look ahead no verb hears; what was known before is known there", () => {
  const memory = new Memory();
  memory.outlook.recordExpected(webService, expected);
  const ahead = memory.lookAhead();
  ahead.outlook.recordLeaving(proxy, identity);
  expect([memory.outlook.isLeaving(proxy, identity), memory.outlook.isWhole]).toEqual([false, false]);
  expect([ahead.outlook.isLeaving(proxy, identity), ahead.outlook.isWhole]).toEqual([true, true]);
  expect(ahead.outlook.expected(webService, identity)).toBe(expected);
  memory.owned.record(webService, stateOf({}));
  expect(ahead.owned.get(webService, identity)).toBeDefined();
});

test("before the run nothing of the program has been carried out; as stored nothing is known of it", () => {
  const view = { deployment: {} as Deployment, memory: new Memory() };
  view.memory.outlook.recordExpected(webService, expected);
  view.memory.declarations.record(webService, identity, {});
  const before = asBeforeRun(view);
  expect(before.memory.outlook.expected(webService, identity)).toBeUndefined();
  expect(before.memory.declarations.valuesOf(webService, identity)).toBeDefined();
  expect(asBeforeRun(view).memory).toBe(before.memory);
  expect(asStored(view).memory.declarations.valuesOf(webService, identity)).toBeUndefined();
});

test("two resources that declare one collection are known by their marks", () => {
  const { declarations } = new Memory();
  expect(declarations.recordMark(webService, identity, "one")).toBeUndefined();
  expect(declarations.recordMark(webService, identity.toLowerCase(), "one")).toBeUndefined();
  expect(declarations.recordMark(webService, identity, "two")).toBe("one");
});
