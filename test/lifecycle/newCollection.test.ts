import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { webService } from "../../provider/src/configurations/webService";
import { inheritedNow, startOf } from "../../provider/src/lifecycle/newCollection";
import type { Outlook } from "../../provider/src/stack/outlook";
import { unknownValue } from "../../provider/src/stack/unknown";
import { codesOf } from "../support/codesOf";
import { web } from "../support/judging";
import { declaredOf, scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

const identity = web("LyncPool01.contoso.com");
const url = "https://mac/?key=hunter2";
const inherited = { startFrom: "inherited" } as const;

/** A deployment whose global collection the program makes like this. */
function withGlobal(values: Values, more: Partial<Parameters<Outlook["recordExpected"]>[1]> = {}): ReturnType<typeof scopeOf> {
  const scope = scopeOf(webService, simulate().deployment);
  scope.memory.outlook.recordExpected(webService, { identity: "Global", values, unknown: [], secrets: [], ...more });
  return scope;
}

describe("a new collection that starts from the defaults", () => {
  test("lies over the server's own, and is warned of each value that the pool has by inheritance and loses", async () => {
    const scope = withGlobal({ usePinAuth: false, useWindowsAuth: "None", maxGroupSizeToExpand: 100 });
    const { base, records, warnings, taken } = await startOf(scope, declaredOf(identity, { useWindowsAuth: "NTLM" }));
    expect(base).toMatchObject({ usePinAuth: true, useWindowsAuth: "Negotiate", maxGroupSizeToExpand: 100 });
    expect([records, taken]).toEqual([{}, undefined]);
    expect(warnings).toMatchObject([{ code: "lostByNew", property: "usePinAuth" }]);
  });

  test("is told neither a secret nor what is not known yet", async () => {
    const { warnings } = await startOf(
      withGlobal({ macResolverUrl: url }, { unknown: ["usePinAuth"], secrets: ["macResolverUrl"] }),
      declaredOf(identity),
    );
    expect(codesOf(warnings)).toEqual(["warned lostByNew", "warned lostByNew"]);
    expect(JSON.stringify(warnings)).not.toMatch(new RegExp(`hunter2|${unknownValue}`));
  });

  test("is warned where it cannot be read what it loses, but not of what it declares", async () => {
    const scope = withGlobal({}, { unread: { usePinAuth: "perhaps", useCertificateAuth: "perhaps" } });
    const { warnings } = await startOf(scope, declaredOf(identity, { usePinAuth: false }));
    expect(codesOf(warnings)).toEqual(["warned unread"]);
    expect(warnings[0]?.message).toContain("UseCertificateAuth");
  });
});

describe("a new collection that starts from what it inherits", () => {
  test("carries what is not at default, and is not declared; what it takes is all of the outer one", async () => {
    const outer = { usePinAuth: false, useWindowsAuth: "None", maxGroupSizeToExpand: 100, macResolverUrl: url };
    const scope = withGlobal(outer, { secrets: ["macResolverUrl", "usePinAuth"] });
    const expectation = await startOf(scope, declaredOf(identity, { usePinAuth: true }, { options: inherited }));
    const carried = { useWindowsAuth: "None", macResolverUrl: url };
    expect(expectation).toMatchObject({ base: { ...carried, usePinAuth: true }, records: { inherited: carried }, warnings: [] });
    expect(expectation.taken).toEqual({ ...carried, maxGroupSizeToExpand: 100 });
    expect(expectation.secrets).toEqual(["macResolverUrl"]);
  });

  test("is refused where this module does not have a setting that it would carry", async () => {
    const scope = withGlobal({ hstsMaxAgeInSeconds: 300 });
    await expect(startOf(scope, declaredOf(identity, {}, { options: inherited }))).rejects.toMatchObject({
      code: "lacking",
      message: expect.stringContaining("HstsMaxAgeInSeconds") as unknown,
    });
  });

  test("is refused where a value that it would carry cannot be read, and nothing is told of a secret", async () => {
    const scope = withGlobal({}, { unread: { macResolverUrl: { key: "hunter2" } }, secrets: ["macResolverUrl"] });
    await expect(startOf(scope, declaredOf(identity, {}, { options: inherited }))).rejects.toMatchObject({
      code: "unread",
      message: expect.not.stringContaining("hunter2") as unknown,
    });
    const declared = declaredOf(identity, { macResolverUrl: url }, { options: inherited });
    expect((await startOf(scope, declared)).records).toEqual({});
  });
});

test("a scope inherits nothing at global scope", async () => {
  const scope = scopeOf(webService, simulate().deployment);
  expect(await inheritedNow(scope, "Global")).toEqual({ identity: "Global", values: {}, secrets: [] });
});
