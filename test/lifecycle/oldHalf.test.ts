import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { spare } from "../../provider/src/lifecycle/oldHalf";
import type { Records } from "../../provider/src/stack/declared";
import type { Scope } from "../../provider/src/stack/memory";
import { newWeb, web } from "../support/judging";
import { saidDuring } from "../support/saidDuring";
import { declaredOf, scopeAfter, scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

const identity = web("LyncPool01.contoso.com");
const stored = newWeb(identity, { UsePinAuth: false, UseWindowsAuth: "None" });

const withServer = (): ReturnType<typeof scopeAfter> => scopeAfter(webService, [stored]);

/**
 * Deletes the old half of a collection whose `usePinAuth` is still declared. Returns what is
 * printed.
 */
function sparing(scope: Scope, records: Records, of = identity): Promise<string> {
  const half = declaredOf(of, { usePinAuth: false, useWindowsAuth: "None" }, { records });
  return saidDuring(() => spare(scope, half, { usePinAuth: false }));
}

describe("an old half", () => {
  test("keeps what the program declares, restores the rest, and prints a warning", async () => {
    const { simulated, scope } = await withServer();
    expect(await sparing(scope, {})).toMatch(/warning: .*\[leftAsItIs\]\n$/);
    expect((await simulated.newProcess().find(webService, identity))?.values).toMatchObject({
      usePinAuth: false,
      useWindowsAuth: "Negotiate",
    });
  });

  test("restores nothing in a collection that this run created again", async () => {
    const { simulated, scope } = await withServer();
    scope.memory.underWay.recordMade(webService, identity);
    await sparing(scope, { previous: { usePinAuth: true, useWindowsAuth: "NTLM" } });
    expect((await simulated.newProcess().find(webService, identity))?.values.useWindowsAuth).toBe("None");
  });

  test("restores nothing if the collection no longer exists", async () => {
    const simulated = simulate();
    await sparing(scopeOf(webService, simulated.deployment), {});
    expect(await simulated.newProcess().find(webService, identity)).toBeUndefined();
  });

  test("is kept if only it knows a value from before the adoption, and the message says how to restore it", async () => {
    const { simulated, scope } = await withServer();
    scope.memory.underWay.recordChecked(webService, identity, { previous: { usePinAuth: false }, since: 9 });
    await expect(sparing(scope, { previous: { usePinAuth: true }, since: 3 })).rejects.toMatchObject({
      code: "knownByOldHalf",
      message: expect.stringMatching(/^Only .* records what usePinAuth of .* was before.*-UsePinAuth \$true/s) as unknown,
    });
    expect((await simulated.newProcess().find(webService, identity))?.values.useWindowsAuth).toBe("None");
  });

  test.each<[string, Records, Records]>([
    ["the earlier values are the same", { previous: { usePinAuth: true }, since: 9 }, { previous: { usePinAuth: true }, since: 3 }],
    [
      "it began with the record of the old one",
      { previous: { usePinAuth: false }, since: 3 },
      { previous: { usePinAuth: true }, since: 3 },
    ],
  ])("can be deleted if the new one knows enough: %s", async (_what, checked, records) => {
    const { scope } = await withServer();
    scope.memory.underWay.recordChecked(webService, identity, checked);
    expect(await sparing(scope, records)).toContain("[leftAsItIs]");
  });

  test("is kept if only it knows that this stack created the collection, which no stack does for the global one", async () => {
    const { scope } = await withServer();
    for (const of of [identity, "Global"])
      scope.memory.underWay.recordChecked(webService, of, { previous: { usePinAuth: false }, since: 9 });
    await expect(sparing(scope, {})).rejects.toMatchObject({ code: "knownByOldHalf" });
    expect(await sparing(scope, {}, "Global")).toContain("[leftAsItIs]");
  });
});
