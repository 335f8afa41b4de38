import { expect, test } from "vitest";
import { simulate } from "../support/simulated";

const Identity = "Service:Registrar:LyncPool01.contoso.com";
const real = { cmdlet: "New-CsProxyConfiguration", parameters: { Identity } };
const inMemory = { cmdlet: "New-CsProxyConfiguration", parameters: { Identity, InMemory: true } };
const fail = { category: "PermissionDenied", id: "Denied" };

test.each([
  [false, [false, true]],
  [true, [true, false]],
  [undefined, [true, true]],
] as const)("a fault with inMemory %s befalls a New that stores nothing, and one that stores, as it says", async (which, befallen) => {
  const { run, setFaults } = simulate();
  setFaults({ cmdlet: "New-CsProxyConfiguration", fail, ...(which === undefined ? {} : { inMemory: which }) });
  const results = [...(await run(inMemory)), ...(await run(real))];
  expect(results.map(({ error }) => error !== null)).toEqual(befallen);
});
