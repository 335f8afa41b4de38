import { expect, test } from "vitest";
import { planOf } from "../../../provider/src/cli/plan/plan";
import { passive, preview, step } from "../../support/previews";
import { simulate } from "../../support/simulated";

const pool = "LyncPool01.contoso.com";
const identity = `Service:WebServer:${pool}`;
const before = { identity, useWsFedPassiveAuth: false, signInMethods: "none", deployment: "simulator:contoso.json" };
const olds = { ...passive(pool), signInMethods: "passive", deployment: "simulator:contoso.json" };

test.each([
  ["a missing collection is created", [step("create", "web", { news: passive(pool) })], { isThere: false, action: "create" }],
  [
    "a collection that the stack has under another name is taken over",
    [step("create", "renamed", { news: passive(pool) }), step("delete", "web", { olds })],
    { isThere: true, action: "take over" },
  ],
  [
    "an adopted collection is shown as adopted",
    [step("create", "web", { news: passive(pool, { adopt: true, previous: { usePinAuth: true } }) })],
    { isThere: true, action: "adopt" },
  ],
  [
    "a collection that is replaced by itself is kept",
    [step("replace", "web", { olds, news: passive(pool) })],
    { isThere: true, action: "keep" },
  ],
  ["a collection in the stack is changed", [step("update", "web", { olds, news: passive(pool) })], { isThere: true, action: "change" }],
])("%s", async (_what, steps, { isThere, action }) => {
  const { deployment, run } = simulate();
  if (isThere) await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity } });
  const { changes } = await planOf(preview(steps), deployment);
  expect(changes).toMatchObject([{ action, identity, before: "certificate, PIN, Windows (Negotiate)", after: expect.any(String) }]);
});

test.each([
  ["a pool that becomes passive", {}, { validityHours: 4320 }],
  ["a pool that is already passive", { UseWsFedPassiveAuth: true }, undefined],
])("the time for which earlier certificates continue to work is shown for %s", async (_what, parameters, expected) => {
  const { deployment, run } = simulate();
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, ...parameters } });
  const { changes } = await planOf(preview([step("update", "web", { olds: before, news: passive(pool) })]), deployment);
  expect(changes[0]?.becomesPassive).toEqual(expected);
});
