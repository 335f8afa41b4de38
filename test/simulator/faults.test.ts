import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { powershell } from "../support/powershell";
import { simulate } from "../support/simulated";
import { simulateInProcess } from "../support/simulatedProcess";

const Identity = "Service:Registrar:LyncPool01.contoso.com";
const real = { cmdlet: "New-CsProxyConfiguration", parameters: { Identity } };
const inMemory = { cmdlet: "New-CsProxyConfiguration", parameters: { Identity, InMemory: true } };
const fail = { category: "PermissionDenied", id: "Denied" };

test.each([
  [false, [false, true]],
  [true, [true, false]],
  [undefined, [true, true]],
] as const)("a fault with inMemory %s affects the calls of New with and without -InMemory accordingly", async (which, befallen) => {
  const { run, setFaults } = simulate();
  setFaults({ cmdlet: "New-CsProxyConfiguration", fail, ...(which === undefined ? {} : { inMemory: which }) });
  const results = [...(await run(inMemory)), ...(await run(real))];
  expect(results.map(({ error }) => error !== null)).toEqual(befallen);
});

test.each([
  ["that is not JSON", "[", "is not valid JSON: "],
  ["with an unknown key", '[{ "cmdlets": "Set-CsProxyConfiguration" }]', 'Unrecognized key: "cmdlets"'],
])("a faults file %s fails each cmdlet, and the error names the file", async (_what, text, why) => {
  const { run, file } = simulate();
  const faults = file.replace(".json", ".faults.json");
  writeFileSync(faults, text);
  const [result] = await run(real);
  expect(result?.error).toMatchObject({ category: "InvalidData", id: "FaultsFile,New-CsProxyConfiguration" });
  expect(result?.error?.message).toContain(`The faults file ${faults} cannot be used: `);
  expect(result?.error?.message).toContain(why);
});

const programs = [["the simulator's", {}], ...(powershell === undefined ? [] : [["the module's", { powershell }] as const])] as const;

test.each(programs)(
  "%s cmdlets forget the parameters that a fault names, and fail after their work if the fault says so",
  async (_whose, config) => {
    const { deployment, setFaults } = simulateInProcess(config);
    const values = { maxKeepAliveInterval: 9, useNtlmForClientToProxyAuth: false };
    setFaults(
      { cmdlet: "New-CsProxyConfiguration", forget: ["maxkeepaliveinterval"] },
      { cmdlet: "New-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied", when: "after" } },
    );
    await expect(deployment.create(proxy, Identity, { values })).rejects.toMatchObject({ kind: "accessDenied" });
    setFaults();
    expect((await deployment.find(proxy, Identity))?.values).toMatchObject({
      maxKeepAliveInterval: 20,
      useNtlmForClientToProxyAuth: false,
    });
  },
);
