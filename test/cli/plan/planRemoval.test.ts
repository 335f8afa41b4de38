import { expect, test } from "vitest";
import { planOf } from "../../../provider/src/cli/plan/plan";
import { simulate } from "../../support/simulated";
import { passive, planned, preview, step, urnOf } from "../../support/previews";
import { saying } from "../../support/saying";

test("a collection that the program reads with get does not change, and a note says so", async () => {
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  const read = { op: "read", urn: urnOf("other"), newState: { id: identity.toLowerCase() } };
  const plan = await planned([step("delete", "web", { olds: passive("LyncPool01.contoso.com") }), read]);
  expect(plan.changes).toEqual([]);
  expect(plan.notes).toContain(
    `"${identity}" is removed from the stack. The collection itself does not change, because the program reads it with get.`,
  );
});

test("a collection that is retained does not change, and a note says so", async () => {
  const plan = await planned([step("delete", "web", { olds: passive("LyncPool01.contoso.com"), retainOnDelete: true })]);
  expect(plan.changes).toEqual([]);
  expect(plan.notes).toContain(
    '"Service:WebServer:LyncPool01.contoso.com" is removed from the stack. The collection itself does not change, because retainOnDelete is set.',
  );
});

test("the removal of a pool is warned about if others that rely on it stay passive, also in the plan of a file", async () => {
  const [first, second] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com"];
  const { deployment, run } = simulate({
    serverVersion: 2015,
    sites: [
      {
        name: "Redmond",
        pools: [
          { fqdn: first, role: "enterprisePool", backupPool: second },
          { fqdn: second, role: "enterprisePool" },
        ],
      },
    ],
  });
  const parameters = { UseWsFedPassiveAuth: true, UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
  for (const pool of [first, second])
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: `Service:WebServer:${pool}`, ...parameters } });
  const kept = step("same", "first", { olds: passive(first), news: passive(first) });
  const plan = (diagnostics: object[]): ReturnType<typeof planOf> =>
    planOf(preview([kept, step("delete", "second", { olds: passive(second) })], diagnostics), deployment);
  const alone = await plan([]);
  const warnings = alone.changes.map((change) => change.warnings);
  expect(warnings).toEqual([[saying("neighbourNotPassive", ` ${second}. `, `${second} is the backup pool of ${first}, `)]]);
  // The class logs the same warning.
  const told = await plan([{ severity: "warning", urn: urnOf("second"), message: `warning: ${String(warnings[0]?.[0])}\n` }]);
  expect(told.changes.map((change) => change.warnings)).toEqual(warnings);
  expect([...alone.warnings, ...told.warnings]).toEqual([]);
});

test("what a pool inherits after a removal depends on the outer collections that are removed at the same time", async () => {
  const { deployment, run } = simulate();
  const parameters = { UseWsFedPassiveAuth: true, UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
  const identities = ["Site:Redmond", "Service:WebServer:LyncPool01.contoso.com"];
  for (const Identity of identities) await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity, ...parameters } });
  await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "Global", UsePinAuth: false } });
  const olds = (identity: string, more: object = {}): object => ({
    ...passive("", { identity }),
    deployment: "simulator:contoso.json",
    ...more,
  });
  const global = { identity: "Global", usePinAuth: false, previous: { usePinAuth: true }, deployment: "simulator:contoso.json" };
  const steps = [
    step("delete", "global", { olds: global }),
    ...identities.map((identity) => step("delete", identity, { olds: olds(identity) })),
  ];
  expect((await planOf(preview(steps), deployment)).changes.map(({ identity, after }) => [identity, after])).toEqual(
    ["Global", ...identities].map((identity) => [identity, "certificate, PIN, Windows (Negotiate)"]),
  );
});

test.each([
  ["created", {}],
  ["adopted", { previous: { usePinAuth: true } }],
])(
  "a collection that the stack %s and a person removed shows what the pool inherits, before and after it is removed from the program",
  async (_what, more) => {
    const { deployment } = simulate();
    const olds = { ...passive("LyncPool01.contoso.com", more), signInMethods: "passive", deployment: "simulator:contoso.json" };
    const inherited = "certificate, PIN, Windows (Negotiate)";
    const { changes } = await planOf(preview([step("delete", "web", { olds })]), deployment);
    expect(changes).toMatchObject([{ before: inherited, after: inherited }]);
  },
);

test("a removal of a collection with unreadable values names what cannot be restored, and shows no sign-in method as off", async () => {
  const { deployment, run, changeObjects } = simulate();
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MaxGroupSizeToExpand: 7 } });
  changeObjects((object) => (object.Identity === identity ? { ...object, UsePinAuth: {}, MaxGroupSizeToExpand: {} } : object));
  const olds = { identity, maxGroupSizeToExpand: 7, deployment: "simulator:contoso.json" };
  const { changes, notes } = await planOf(preview([step("delete", "web", { olds })]), deployment);
  expect(changes[0]?.undo).toEqual([`New-CsWebServiceConfiguration -Identity '${identity}'`]);
  expect(changes[0]?.before).toMatch(/; it is unknown whether usePinAuth turns a method on$/);
  expect(notes).toEqual([
    `The earlier values of maxGroupSizeToExpand, usePinAuth of "${identity}" are unknown, so the cmdlets that undo the change do not restore them.`,
  ]);
});
