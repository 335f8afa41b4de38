import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { asBeforeRun, asStored, Memory } from "../../provider/src/stack/memory";
import { declaredOf } from "../support/scopes";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const expected = { identity, values: {}, unknown: [], secrets: [] };

test("verbs do not see what a look ahead records, but the look ahead knows what was known before", () => {
  const memory = new Memory();
  memory.outlook.recordExpected(webService, expected);
  const ahead = memory.lookAhead();
  ahead.outlook.recordLeaving(proxy, identity);
  expect([memory.outlook.isLeaving(proxy, identity), memory.outlook.isWhole]).toEqual([false, false]);
  expect([ahead.outlook.isLeaving(proxy, identity), ahead.outlook.isWhole]).toEqual([true, true]);
  expect(ahead.outlook.expected(webService, identity)).toBe(expected);
  memory.owned.record(webService, declaredOf(identity));
  expect(ahead.owned.get(webService, identity)).toBeDefined();
});

test("the view before the run knows the program but none of its effects, and the stored view does not know the program", () => {
  const view = { deployment: {} as Deployment, memory: new Memory() };
  view.memory.outlook.recordExpected(webService, expected);
  view.memory.declarations.record(webService, identity, {});
  const before = asBeforeRun(view);
  expect(before.memory.outlook.expected(webService, identity)).toBeUndefined();
  expect(before.memory.declarations.valuesOf(webService, identity)).toBeDefined();
  expect(asBeforeRun(view).memory).toBe(before.memory);
  expect(asStored(view).memory.declarations.valuesOf(webService, identity)).toBeUndefined();
});
