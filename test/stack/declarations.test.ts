import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { Declarations, declaredTwice, identifiedLater } from "../../provider/src/stack/declarations";

const identity = "Service:WebServer:LyncPool01.contoso.com";

test("what the program declares is found in whatever letters, and of its own noun alone", () => {
  const declarations = new Declarations();
  declarations.record(webService, identity, { usePinAuth: false });
  expect(declarations.valuesOf(webService, identity.toUpperCase())).toEqual({ usePinAuth: false });
  expect(declarations.valuesOf(proxy, identity)).toBeUndefined();
});

test("what it reads by get is not what it declares", () => {
  const declarations = new Declarations();
  declarations.recordRead(webService, identity);
  expect(declarations.isRead(webService, identity.toLowerCase())).toBe(true);
  expect(declarations.isRead(proxy, identity)).toBe(false);
  expect(declarations.valuesOf(webService, identity)).toBeUndefined();
});

test("two resources that declare one collection are known by their marks", () => {
  const declarations = new Declarations();
  expect(declarations.recordMark(webService, identity, "one")).toBeUndefined();
  expect(declarations.recordMark(webService, identity.toLowerCase(), "one")).toBeUndefined();
  expect(declarations.recordMark(webService, identity, "two")).toBe("one");
  expect(declarations.recordMark(proxy, identity, "two")).toBeUndefined();
  expect(declaredTwice("one", "two", identity)).toContain(`"one" and "two" declare one and the same identity, "${identity}"`);
});

test("an identity that is not known yet may be anybody's of its noun", () => {
  const declarations = new Declarations();
  declarations.recordUnidentified(proxy);
  expect([declarations.hasUnidentified(proxy), declarations.hasUnidentified(webService)]).toEqual([true, false]);
});

test("the classes tell of collections that were not checked yet", () => {
  const declarations = new Declarations();
  declarations.recordTold({ proxies: "global", webServices: [identity.toLowerCase()] });
  expect([declarations.declaresProxy("Global"), declarations.declaresProxy(identity)]).toEqual([true, false]);
  expect([declarations.mayDeclareWebService(identity), declarations.mayDeclareWebService("Site:Redmond")]).toEqual([true, false]);
  declarations.recordTold({ proxies: "", webServices: [identifiedLater] });
  expect(declarations.mayDeclareWebService("Site:Redmond")).toBe(true);
});
