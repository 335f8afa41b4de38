import { describe, expect, test } from "vitest";
import type { Call } from "../../provider/src/cmdlets/call";
import { webService } from "../../provider/src/configurations/webService";
import type { Expectation } from "../../provider/src/lifecycle/expectation";
import { knownBefore, ofManaged } from "../../provider/src/lifecycle/managedCollection";
import type { Declared } from "../../provider/src/stack/declared";
import type { Scope } from "../../provider/src/stack/memory";
import { codesOf } from "../support/codesOf";
import { newWeb, web } from "../support/judging";
import { declaredOf, scopeAfter } from "../support/scopes";

const identity = web("LyncPool01.contoso.com");
const url = "https://mac/?key=hunter2";
const secretSettings = ["macResolverUrl"];

async function withServer(...calls: Call[]): Promise<Scope> {
  return (await scopeAfter(webService, calls)).scope;
}

async function expectationOf(scope: Scope, before: Declared, after: Declared): Promise<Expectation> {
  return ofManaged(scope, { before, after, found: await scope.deployment.find(webService, identity) });
}

describe("a collection that the stack has and that was removed by hand", () => {
  test("starts again from what it inherits now, and keeps its values from before the adoption", async () => {
    const scope = await withServer(newWeb("Global", { UseWindowsAuth: "None" }));
    const before = declaredOf(
      identity,
      { usePinAuth: false },
      { records: { previous: { usePinAuth: true }, inherited: { useWindowsAuth: "NTLM" } } },
    );
    const after = declaredOf(identity, { usePinAuth: false }, { options: { startFrom: "inherited" } });
    expect((await expectationOf(scope, before, after)).records).toEqual({
      previous: { usePinAuth: true },
      inherited: { useWindowsAuth: "None" },
    });
  });
});

describe("a setting that is no longer declared", () => {
  const before = declaredOf(identity, { usePinAuth: false, useWindowsAuth: "None" });
  const after = declaredOf(identity, { useWindowsAuth: "None" });

  test("is judged by the value that it returns to", async () => {
    const scope = await withServer(newWeb(identity, { UsePinAuth: false, UseWindowsAuth: "None" }));
    const { base, reset, warnings } = await expectationOf(scope, before, after);
    expect([base.usePinAuth, base.useWindowsAuth, reset, warnings]).toEqual([true, "None", { usePinAuth: true }, []]);
  });

  test("returns to the inherited value if the collection started from inherited values, and only that value is copied", async () => {
    const scope = await withServer(
      newWeb("Global", { UsePinAuth: false, MACResolverUrl: url }),
      newWeb(identity, { UseWindowsAuth: "None", MACResolverUrl: "https://other" }),
    );
    scope.memory.owned.recordSecrets(webService, { Global: secretSettings });
    const options = { startFrom: "inherited" } as const;
    const had = declaredOf(identity, { usePinAuth: true, macResolverUrl: "https://other", useWindowsAuth: "None" }, { options });
    const { base, reset, taken, secrets } = await expectationOf(scope, had, { ...after, options });
    // The state must not have a secret in plain text.
    expect(reset).toEqual({ usePinAuth: false });
    expect(base).toMatchObject({ usePinAuth: false, macResolverUrl: url });
    expect([taken, secrets]).toEqual([{ usePinAuth: false, macResolverUrl: url }, secretSettings]);
  });

  test("has no reset value in the state if it is secret", async () => {
    const scope = await withServer(newWeb(identity, { MACResolverUrl: "https://other", UseWindowsAuth: "None" }));
    const records = { previous: { macResolverUrl: url, useWindowsAuth: "NTLM" }, secretSettings };
    const had = declaredOf(identity, { macResolverUrl: "https://other", useWindowsAuth: "None" }, { records });
    const { base, reset, records: kept } = await expectationOf(scope, had, after);
    expect([base.macResolverUrl, reset]).toEqual([url, {}]);
    expect(kept.previous).toEqual({ useWindowsAuth: "NTLM" });
  });
});

describe("a setting of an adopted collection that is declared later", () => {
  const before = declaredOf(identity, { usePinAuth: false }, { records: { previous: { usePinAuth: true }, since: 3 } });
  const after = declaredOf(identity, { usePinAuth: false, useWindowsAuth: "None", hstsMaxAgeInSeconds: 5 });

  test("has its value at that time captured", async () => {
    const scope = await withServer(newWeb(identity, { UsePinAuth: false, UseWindowsAuth: "NTLM" }));
    const { records, since, warnings } = await expectationOf(scope, before, after);
    expect(records.previous).toEqual({ usePinAuth: true, useWindowsAuth: "NTLM", hstsMaxAgeInSeconds: null });
    expect([since, warnings]).toEqual([3, []]);
  });

  test("has a warning if the collection already holds the value", async () => {
    const scope = await withServer(newWeb(identity, { UsePinAuth: false, UseWindowsAuth: "None" }));
    const { warnings } = await expectationOf(scope, before, after);
    expect(codesOf(warnings)).toEqual(["warned heldAlready"]);
    expect(warnings[0]?.message).toContain("already holds the newly declared values of useWindowsAuth");
  });
});

describe("a value that a collection copied from an outer one", () => {
  const inherited = { useWindowsAuth: "NTLM", useCertificateAuth: false, maxGroupSizeToExpand: 9 };
  const before = declaredOf(identity, { usePinAuth: false }, { records: { inherited } });

  test("stays recorded, unless the collection no longer holds it or it is declared now", async () => {
    const scope = await withServer(newWeb(identity, { UseWindowsAuth: "NTLM", UsePinAuth: false, MaxGroupSizeToExpand: 9 }));
    const after = declaredOf(identity, { usePinAuth: false, maxGroupSizeToExpand: 9 });
    expect((await expectationOf(scope, before, after)).records).toEqual({ inherited: { useWindowsAuth: "NTLM" } });
  });

  test("is judged as it will be if it is not set yet, and a secret by the value in the outer collection", async () => {
    const scope = await withServer(newWeb("Global", { MACResolverUrl: url }), newWeb(identity, { UsePinAuth: false }));
    scope.memory.owned.recordSecrets(webService, { Global: secretSettings });
    const undone = { macResolverUrl: null, useWindowsAuth: "NTLM" };
    const had = declaredOf(identity, { usePinAuth: false }, { records: { undone } });
    const { base, secrets } = await expectationOf(scope, had, declaredOf(identity, { usePinAuth: false }));
    expect(base).toMatchObject({ macResolverUrl: url, useWindowsAuth: "NTLM" });
    expect(secrets).toEqual(secretSettings);
  });
});

test("nothing is captured without reading the deployment, but the existing records are known", () => {
  const previous = { usePinAuth: true, useWindowsAuth: "NTLM" };
  const before = declaredOf(
    identity,
    { usePinAuth: false, useWindowsAuth: "None" },
    { records: { previous, inherited: { macResolverUrl: url } } },
  );
  const after = declaredOf(identity, { usePinAuth: false, useCertificateAuth: false });
  expect(knownBefore(webService, before, after)).toEqual({ previous: { usePinAuth: true }, inherited: { macResolverUrl: url } });
  expect(knownBefore(webService, declaredOf(identity), after)).toEqual({});
});
