import { expect, onTestFinished, test, vi } from "vitest";
import { boolean, whole } from "../../provider/src/configurations/kinds";
import type { Noun } from "../../provider/src/configurations/noun";
import { lifecycleOf } from "../../provider/src/lifecycle/provider";
import { simulate } from "../support/simulated";

/** The facts of a third kind of Cs configuration; ARCHITECTURE.md says what else it takes. */
const registrar: Noun = {
  type: "RegistrarConfiguration",
  cs: "CsRegistrarConfiguration",
  siteScope: true,
  services: ["Registrar"],
  governs: "nothing",
  settings: {
    enableDHCPServer: boolean({ since: 2010, default: false }),
    maxEndpointsPerUser: whole("UInt32", { min: 1, max: 64 }, { since: 2010, default: 8 }),
  },
};

test("a third noun needs no change to a verb or to the simulator", async () => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => {
    written.mockRestore();
  });
  const { deployment, run, newProcess } = simulate(undefined, [registrar]);
  const provider = lifecycleOf(registrar, () => Promise.resolve(deployment));
  const declared = { identity: "service:registrar:LyncPool01.contoso.com", maxEndpointsPerUser: "4" };

  const { inputs, failures } = await provider.check!({}, declared);
  expect(failures ?? []).toEqual([]);
  const { id, outs } = await provider.create(inputs as object);
  expect(outs).toMatchObject({ identity: "Service:Registrar:LyncPool01.contoso.com", maxEndpointsPerUser: 4 });

  const { props } = await provider.read!(id, outs as object);
  expect((await provider.diff!(id, props as object, inputs as object)).changes).toBe(false);
  expect((await provider.diff!(id, props as object, { ...(inputs as object), enableDHCPServer: true })).changes).toBe(true);
  await provider.update!(id, props as object, { ...(inputs as object), enableDHCPServer: true });
  const [result] = await run({
    cmdlet: "Get-CsRegistrarConfiguration",
    parameters: { Identity: id },
    select: ["EnableDHCPServer", "MaxEndpointsPerUser"],
  });
  expect(result?.objects).toEqual([{ EnableDHCPServer: true, MaxEndpointsPerUser: 4 }]);

  const later = lifecycleOf(registrar, () => Promise.resolve(newProcess()));
  await later.delete!(id, props as object);
  expect(await later.read!(id, props as object)).toEqual({});
  // It has no sign-in methods: nobody is warned of a pool that has none left.
  expect(written.mock.calls.map(([text]) => String(text)).filter((text) => text.includes("warning"))).toEqual([]);
  expect((await provider.check!({}, { identity: "global", maxEndpointsPerUser: 65 })).failures).toHaveLength(1);
});
