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
 * Spares the old half of a collection of which the program declares `usePinAuth` still, and answers
 * what is said.
 */
function sparing(scope: Scope, records: Records, of = identity): Promise<string> {
  const half = declaredOf(of, { usePinAuth: false, useWindowsAuth: "None" }, { records });
  return saidDuring(() => spare(scope, half, { usePinAuth: false }));
}

describe("an old half", () => {
  test("leaves what the program declares as it is, sets the rest back, and says so", async () => {
    const { simulated, scope } = await withServer();
    expect(await sparing(scope, {})).toMatch(/warning: .*\[leftAsItIs\]\n$/);
    expect((await simulated.newProcess().find(webService, identity))?.values).toMatchObject({
      usePinAuth: false,
      useWindowsAuth: "Negotiate",
    });
  });

  test("sets nothing back of what this run made anew", async () => {
    const { simulated, scope } = await withServer();
    scope.memory.underWay.recordMade(webService, identity);
    await sparing(scope, { previous: { usePinAuth: true, useWindowsAuth: "NTLM" } });
    expect((await simulated.newProcess().find(webService, identity))?.values.useWindowsAuth).toBe("None");
  });

  test("sets nothing back where the collection is gone", async () => {
    const simulated = simulate();
    await sparing(scopeOf(webService, simulated.deployment), {});
    expect(await simulated.newProcess().find(webService, identity)).toBeUndefined();
  });

  test("stays where it alone knows what a setting was before the adoption, and what undoes that is told", async () => {
    const { simulated, scope } = await withServer();
    scope.memory.underWay.recordChecked(webService, identity, { previous: { usePinAuth: false }, since: 9 });
    await expect(sparing(scope, { previous: { usePinAuth: true }, since: 3 })).rejects.toMatchObject({
      code: "knownByOldHalf",
      message: expect.stringMatching(/^What usePinAuth of .* was before.*-UsePinAuth \$true/s) as unknown,
    });
    expect((await simulated.newProcess().find(webService, identity))?.values.useWindowsAuth).toBe("None");
  });

  test.each<[string, Records, Records]>([
    ["what was before is the same", { previous: { usePinAuth: true }, since: 9 }, { previous: { usePinAuth: true }, since: 3 }],
    ["it began with the old one", { previous: { usePinAuth: false }, since: 3 }, { previous: { usePinAuth: true }, since: 3 }],
  ])("may go where the new one knows enough: %s", async (_what, checked, records) => {
    const { scope } = await withServer();
    scope.memory.underWay.recordChecked(webService, identity, checked);
    expect(await sparing(scope, records)).toContain("[leftAsItIs]");
  });

  test("stays where it alone knows that this stack made the collection; of the global one nobody did", async () => {
    const { scope } = await withServer();
    for (const of of [identity, "Global"])
      scope.memory.underWay.recordChecked(webService, of, { previous: { usePinAuth: false }, since: 9 });
    await expect(sparing(scope, {})).rejects.toMatchObject({ code: "knownByOldHalf" });
    expect(await sparing(scope, {}, "Global")).toContain("[leftAsItIs]");
  });
});
