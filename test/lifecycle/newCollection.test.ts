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

/** A deployment whose global collection the program sets like this. */
function withGlobal(values: Values, more: Partial<Parameters<Outlook["recordExpected"]>[1]> = {}): ReturnType<typeof scopeOf> {
  const scope = scopeOf(webService, simulate().deployment);
  scope.memory.outlook.recordExpected(webService, { identity: "Global", values, unknown: [], secrets: [], ...more });
  return scope;
}

describe("a new collection that starts from the defaults", () => {
  test("starts from the server's defaults, with a warning for each inherited value that the pool loses", async () => {
    const scope = withGlobal({ usePinAuth: false, useWindowsAuth: "None", maxGroupSizeToExpand: 100 });
    const { base, records, warnings, taken } = await startOf(scope, declaredOf(identity, { useWindowsAuth: "NTLM" }));
    expect(base).toMatchObject({ usePinAuth: true, useWindowsAuth: "Negotiate", maxGroupSizeToExpand: 100 });
    expect([records, taken]).toEqual([{}, undefined]);
    expect(warnings).toMatchObject([{ code: "lostByNew", property: "usePinAuth" }]);
  });

  test("has a warning without the value of a secret or of an unknown setting", async () => {
    const { warnings } = await startOf(
      withGlobal({ macResolverUrl: url }, { unknown: ["usePinAuth"], secrets: ["macResolverUrl"] }),
      declaredOf(identity),
    );
    expect(codesOf(warnings)).toEqual(["warned lostByNew", "warned lostByNew"]);
    expect(JSON.stringify(warnings)).not.toMatch(new RegExp(`hunter2|${unknownValue}`));
  });

  test("has a warning if a value that it loses cannot be read, but not about declared settings", async () => {
    const scope = withGlobal({}, { unread: { usePinAuth: "perhaps", useCertificateAuth: "perhaps" } });
    const { warnings } = await startOf(scope, declaredOf(identity, { usePinAuth: false }));
    expect(codesOf(warnings)).toEqual(["warned unread"]);
    expect(warnings[0]?.message).toContain("UseCertificateAuth");
  });
});

describe("a new collection that starts from what it inherits", () => {
  test("copies undeclared values that are not defaults, and records all that the outer collection holds", async () => {
    const outer = { usePinAuth: false, useWindowsAuth: "None", maxGroupSizeToExpand: 100, macResolverUrl: url };
    const scope = withGlobal(outer, { secrets: ["macResolverUrl", "usePinAuth"] });
    const expectation = await startOf(scope, declaredOf(identity, { usePinAuth: true }, { options: inherited }));
    const carried = { useWindowsAuth: "None", macResolverUrl: url };
    expect(expectation).toMatchObject({ base: { ...carried, usePinAuth: true }, records: { inherited: carried }, warnings: [] });
    expect(expectation.taken).toEqual({ ...carried, maxGroupSizeToExpand: 100 });
    expect(expectation.secrets).toEqual(["macResolverUrl"]);
  });

  test("is refused if this module lacks a setting that it would copy", async () => {
    const scope = withGlobal({ hstsMaxAgeInSeconds: 300 });
    await expect(startOf(scope, declaredOf(identity, {}, { options: inherited }))).rejects.toMatchObject({
      code: "lacking",
      message: expect.stringContaining("HstsMaxAgeInSeconds") as unknown,
    });
  });

  test("is refused if a value that it would copy cannot be read, and the message shows no secret", async () => {
    const scope = withGlobal({}, { unread: { macResolverUrl: { key: "hunter2" } }, secrets: ["macResolverUrl"] });
    await expect(startOf(scope, declaredOf(identity, {}, { options: inherited }))).rejects.toMatchObject({
      code: "unread",
      message: expect.not.stringContaining("hunter2") as unknown,
    });
    const declared = declaredOf(identity, { macResolverUrl: url }, { options: inherited });
    expect((await startOf(scope, declared)).records).toEqual({});
  });
});

test("the global scope inherits nothing", async () => {
  const scope = scopeOf(webService, simulate().deployment);
  expect(await inheritedNow(scope, "Global")).toEqual({ identity: "Global", values: {}, secrets: [] });
});
