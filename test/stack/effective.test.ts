import { describe, expect, test } from "vitest";
import { parseIdentity, type Identity } from "../../provider/src/configurations/identity";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { expectedFor, expectedWithout, inheritedBy, willInherit, withOuterSecrets } from "../../provider/src/stack/effective";
import { unknownValue } from "../../provider/src/stack/unknown";
import { newWeb, registrar, web } from "../support/judging";
import { declaredOf, scopeAfter } from "../support/scopes";

const pool = "LyncPool01.contoso.com";
const identity = web(pool);
const ofPool: Identity = parseIdentity(identity, webService);
const url = "https://mac/?key=hunter2";

describe("the collection that applies to a pool", () => {
  const [global, site, own] = [newWeb("Global", {}), newWeb("Site:Redmond", {}), newWeb(identity, {})];

  test.each([
    ["its own collection", [global, site, own], identity, "Site:Redmond"],
    ["its site's, if it has none", [global, site], "Site:Redmond", "Site:Redmond"],
    ["the global one, if the site has none either", [global], "Global", "Global"],
  ])("is %s", async (_what, server, holds, without) => {
    const { scope } = await scopeAfter(webService, server);
    expect((await expectedFor(scope, ofPool))?.identity).toBe(holds);
    expect((await expectedWithout(scope, ofPool))?.identity).toBe(without);
  });

  test("is the global one for a pool that the directory does not have, and for a noun without site collections", async () => {
    const { scope } = await scopeAfter(webService, [site]);
    expect((await expectedFor(scope, parseIdentity(web("gone.contoso.com"), webService)))?.identity).toBe("Global");
    const proxies = { ...scope, noun: proxy };
    expect((await expectedFor(proxies, parseIdentity(registrar(pool), proxy)))?.identity).toBe("Global");
  });

  test("is as the program makes it, and not one that will be removed, while the stored view is unchanged", async () => {
    const { scope } = await scopeAfter(webService, [site, own]);
    const { outlook } = scope.memory;
    outlook.recordLeaving(webService, identity.toUpperCase());
    expect((await expectedFor(scope, ofPool))?.identity).toBe("Site:Redmond");
    outlook.recordExpected(webService, { identity: "Site:Redmond", values: { usePinAuth: false }, unknown: [], secrets: [] });
    expect((await expectedWithout(scope, ofPool))?.values).toEqual({ usePinAuth: false });
    expect((await inheritedBy(scope, ofPool))?.values.usePinAuth).toBe(true);
  });

  test("has the secrets that the state names", async () => {
    const { scope } = await scopeAfter(webService, []);
    scope.memory.owned.record(webService, declaredOf("Global", {}, { records: { secretSettings: ["macResolverUrl"] } }));
    expect((await expectedFor(scope, ofPool))?.secrets).toEqual(["macResolverUrl"]);
  });

  test("has an unknown value only for a method that cannot be read, not for other settings", async () => {
    const { scope, simulated } = await scopeAfter(webService, []);
    simulated.changeObjects((object) => ({ ...object, UsePinAuth: "perhaps", MaxGroupSizeToExpand: "many" }));
    expect(await expectedFor(scope, ofPool)).toMatchObject({
      unknown: ["usePinAuth"],
      unread: { usePinAuth: "perhaps", maxGroupSizeToExpand: "many" },
    });
  });
});

describe("what a collection would inherit", () => {
  test("is nothing at global scope", async () => {
    const { scope } = await scopeAfter(webService, []);
    expect(await willInherit(scope, "Global")).toBeUndefined();
  });

  test("has the engine's placeholder for a value that is not known yet, but not for one that cannot be read", async () => {
    const { scope } = await scopeAfter(webService, []);
    scope.memory.outlook.recordExpected(webService, {
      identity: "Global",
      values: { useWindowsAuth: "NTLM" },
      unread: { usePinAuth: "perhaps" },
      unknown: ["useCertificateAuth"],
      secrets: [],
    });
    expect((await willInherit(scope, identity))?.values).toEqual({ useWindowsAuth: "NTLM", useCertificateAuth: unknownValue });
  });
});

describe("a secret of an outer collection that was recorded as null", () => {
  test("is read from that collection", async () => {
    const { scope } = await scopeAfter(webService, [newWeb("Global", { MACResolverUrl: url })]);
    expect(await withOuterSecrets(scope, identity, { macResolverUrl: null, usePinAuth: false })).toEqual({
      macResolverUrl: url,
      usePinAuth: false,
    });
  });

  test("is left out if that collection no longer has a value", async () => {
    const { scope } = await scopeAfter(webService, []);
    scope.memory.outlook.recordExpected(webService, { identity: "Global", values: {}, unknown: [], secrets: [] });
    expect(await withOuterSecrets(scope, identity, { macResolverUrl: null })).toEqual({});
  });

  test("is the only reason to read: without one, nothing is read", async () => {
    const { scope, simulated } = await scopeAfter(webService, []);
    expect(await withOuterSecrets(scope, identity, { usePinAuth: false })).toEqual({ usePinAuth: false });
    expect(simulated.calls).toEqual([]);
  });

  test("fails if it cannot be read, and is not shown", async () => {
    const { scope, simulated } = await scopeAfter(webService, []);
    simulated.changeObjects((object) => ({ ...object, MACResolverUrl: { key: "hunter2" } }));
    scope.memory.owned.recordSecrets(webService, { Global: ["macResolverUrl"] });
    const failure: unknown = await withOuterSecrets(scope, identity, { macResolverUrl: null }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "badAnswer", message: expect.not.stringContaining("hunter2") as unknown });
  });
});
