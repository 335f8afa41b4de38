import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { Declarations, declaredTwice, identifiedLater } from "../../provider/src/stack/declarations";

const identity = "Service:WebServer:LyncPool01.contoso.com";

test("a declaration is found whatever the case of its identity, and only for its own noun", () => {
  const declarations = new Declarations();
  declarations.record(webService, identity, { usePinAuth: false });
  expect(declarations.valuesOf(webService, identity.toUpperCase())).toEqual({ usePinAuth: false });
  expect(declarations.valuesOf(proxy, identity)).toBeUndefined();
});

test("a collection that the program reads with get is not a declared one", () => {
  const declarations = new Declarations();
  declarations.recordRead(webService, identity);
  expect(declarations.isRead(webService, identity.toLowerCase())).toBe(true);
  expect(declarations.isRead(proxy, identity)).toBe(false);
  expect(declarations.valuesOf(webService, identity)).toBeUndefined();
});

test("two resources that declare the same collection are distinguished by their marks", () => {
  const declarations = new Declarations();
  expect(declarations.recordMark(webService, identity, "one")).toBeUndefined();
  expect(declarations.recordMark(webService, identity.toLowerCase(), "one")).toBeUndefined();
  expect(declarations.recordMark(webService, identity, "two")).toBe("one");
  expect(declarations.recordMark(proxy, identity, "two")).toBeUndefined();
  expect(declaredTwice("one", "two", identity)).toContain(`"one" and "two" declare the same identity, "${identity}".`);
});

test("an identity that is not known yet may be any collection of its noun", () => {
  const declarations = new Declarations();
  declarations.recordUnidentified(proxy);
  expect([declarations.hasUnidentified(proxy), declarations.hasUnidentified(webService)]).toEqual([true, false]);
});

test("the classes send collections that were not checked yet", () => {
  const declarations = new Declarations();
  declarations.recordTold({ proxies: "global", webServices: [identity.toLowerCase()] });
  expect([declarations.declaresProxy("Global"), declarations.declaresProxy(identity)]).toEqual([true, false]);
  expect([declarations.mayDeclareWebService(identity), declarations.mayDeclareWebService("Site:Redmond")]).toEqual([true, false]);
  declarations.recordTold({ proxies: "", webServices: [identifiedLater] });
  expect(declarations.mayDeclareWebService("Site:Redmond")).toBe(true);
});
