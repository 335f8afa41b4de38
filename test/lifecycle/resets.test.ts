import { expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { webService } from "../../provider/src/configurations/webService";
import { resetValues, type Dropped } from "../../provider/src/lifecycle/resets";
import { newWeb, web } from "../support/judging";
import { declaredOf, scopeOf } from "../support/scopes";
import { simulate, type Simulated } from "../support/simulated";

const identity = web("LyncPool01.contoso.com");
type State = Parameters<typeof declaredOf>[2];

function resets({ deployment }: Simulated, properties: string[], state: State = {}, more: Partial<Dropped> = {}): Promise<Values> {
  return resetValues(scopeOf(webService, deployment), { identity, properties, before: declaredOf(identity, {}, state), ...more });
}

const noFactory = { cmdlet: "New-CsWebServiceConfiguration", fail: { category: "InvalidArgument", id: "NamedParameterNotFound" } };

test("a dropped setting returns to the value that check recorded, and nothing is read", async () => {
  const simulated = simulate();
  const told = { usePinAuth: false };
  expect(await resets(simulated, ["usePinAuth"], { records: { previous: { usePinAuth: true } } }, { told })).toEqual(told);
  expect(simulated.calls).toEqual([]);
});

test("a dropped setting returns to its value from before the adoption, and a number that had no value returns to the default", async () => {
  const simulated = simulate();
  await simulated.run(newWeb("Global", { UseWindowsAuth: "None" }));
  const previous = { useWindowsAuth: "NTLM", macResolverUrl: null, maxGroupSizeToExpand: null };
  const state: State = { options: { startFrom: "inherited" }, records: { previous } };
  expect(await resets(simulated, Object.keys(previous), state)).toEqual({
    useWindowsAuth: "NTLM",
    macResolverUrl: null,
    maxGroupSizeToExpand: 100,
  });
});

test("a dropped setting returns to the inherited value only if the collection started from inherited values", async () => {
  const simulated = simulate();
  await simulated.run(newWeb("Global", { UseWindowsAuth: "None" }));
  expect(await resets(simulated, ["useWindowsAuth"], { options: { startFrom: "inherited" } })).toEqual({ useWindowsAuth: "None" });
  expect(await resets(simulated, ["useWindowsAuth"])).toEqual({ useWindowsAuth: "Negotiate" });
});

test("a dropped setting is refused if the inherited value cannot be read, and the message shows no secret", async () => {
  const simulated = simulate();
  simulated.changeObjects((object) => ({ ...object, MACResolverUrl: { key: "hunter2" } }));
  const scope = scopeOf(webService, simulated.deployment);
  scope.memory.owned.recordSecrets(webService, { Global: ["macResolverUrl"] });
  const before = declaredOf(identity, {}, { options: { startFrom: "inherited" } });
  await expect(resetValues(scope, { identity, properties: ["macResolverUrl"], before })).rejects.toMatchObject({
    kind: "badAnswer",
    message: expect.not.stringContaining("hunter2") as unknown,
  });
});

test("a dropped setting returns to the documented default if the server gives none, and settings without either are refused together", async () => {
  const simulated = simulate();
  simulated.setFaults(noFactory);
  expect(await resets(simulated, ["usePinAuth"])).toEqual({ usePinAuth: true });
  await expect(resets(simulated, ["usePinAuth", "useWindowsAuth", "enableGroupExpansion"])).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringMatching(/^useWindowsAuth, enableGroupExpansion of .* are no longer declared/) as unknown,
  });
});
