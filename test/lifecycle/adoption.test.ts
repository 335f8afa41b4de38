import { describe, expect, onTestFinished, test, vi } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { writeCall } from "../../provider/src/deployment/calls";
import { check, create, diff, read, remove, update } from "../support/verbs";
import { rememberedIn } from "../../provider/src/stack/remembered";
import type { Properties } from "../../provider/src/stack/bag";
import { unknownValue } from "../../provider/src/stack/unknown";
import { simulate, type Simulated } from "../support/simulated";

const identity = "Service:Registrar:LyncPool01.contoso.com";
const byHand = {
  cmdlet: "New-CsProxyConfiguration",
  parameters: { Identity: identity, MaxKeepAliveInterval: 5, UseNtlmForClientToProxyAuth: false },
};

async function checked({ newProcess }: Simulated, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await check(proxy, newProcess(), olds, news);
  expect(failures).toEqual([]);
  return inputs as Properties;
}

async function adopted(): Promise<{ simulated: Simulated; state: Properties }> {
  const simulated = simulate();
  await simulated.run(byHand);
  const inputs = await checked(simulated, {}, { identity, adopt: true, maxKeepAliveInterval: 9 });
  return { simulated, state: (await create(proxy, simulated.newProcess(), inputs)).outs as Properties };
}

describe("an adopted collection", () => {
  test("keeps its previous values through a refresh, an update and a change of only options", async () => {
    const { simulated, state } = await adopted();
    const previous = { maxKeepAliveInterval: 5 };
    expect(state).toMatchObject({ adopt: true, previous });
    const { props, inputs } = await read(proxy, simulated.newProcess(), identity, state);
    expect(props).toMatchObject({ previous });
    expect(inputs).toMatchObject({ previous });

    const changed = await checked(simulated, props as Properties, { identity, adopt: true, maxKeepAliveInterval: 12 });
    expect(changed).toMatchObject({ previous });
    const updated = (await update(proxy, simulated.newProcess(), identity, props as Properties, changed)).outs as Properties;
    expect(updated).toMatchObject({ maxKeepAliveInterval: 12, previous });

    const options = await checked(simulated, updated, { identity, maxKeepAliveInterval: 12, startFrom: "inherited" });
    expect((await diff(proxy, simulated.newProcess(), updated, options)).changes).toBe(true);
    simulated.calls.length = 0;
    const { outs } = await update(proxy, simulated.newProcess(), identity, updated, options);
    expect(outs).toMatchObject({ startFrom: "inherited", previous, signInMethods: updated.signInMethods });
    expect(outs).not.toHaveProperty("adopt");
    expect(simulated.calls).toEqual([]);

    await remove(proxy, simulated.newProcess(), outs as Properties);
    expect((await simulated.newProcess().find(proxy, identity))?.values).toMatchObject({
      maxKeepAliveInterval: 5,
      useNtlmForClientToProxyAuth: false,
    });
  });

  test("that no longer exists on destroy is no error, and is not created again", async () => {
    const { simulated, state } = await adopted();
    await simulated.run({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity: identity } });
    simulated.calls.length = 0;
    await remove(proxy, simulated.newProcess(), state);
    expect(simulated.calls.filter(({ cmdlet }) => /^(New|Set)-/.test(cmdlet))).toEqual([]);
    expect(await simulated.newProcess().find(proxy, identity)).toBeUndefined();
  });

  test("that was removed by hand is created again by a resource of another name, and the deletion of the old half restores nothing", async () => {
    const { simulated, state } = await adopted();
    await simulated.run({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity: identity } });
    const deployment = simulated.newProcess();
    const beside = { remembered: rememberedIn(proxy, state) };
    const { inputs, failures } = await check(proxy, deployment, {}, { identity, adopt: true, useNtlmForClientToProxyAuth: false, beside });
    expect(failures).toEqual([]);
    const { outs } = await create(proxy, deployment, inputs as Properties);
    simulated.calls.length = 0;
    await remove(proxy, deployment, state);
    expect(simulated.calls.filter(({ cmdlet }) => /^(Set|Remove)-/.test(cmdlet))).toEqual([]);
    // Nothing was there when it was created.
    await remove(proxy, simulated.newProcess(), outs as Properties);
    expect(await simulated.newProcess().find(proxy, identity)).toBeUndefined();
  });

  test("that is restored incompletely is an error", async () => {
    const { simulated, state } = await adopted();
    simulated.setFaults({ cmdlet: "Set-CsProxyConfiguration", forget: true });
    await expect(remove(proxy, simulated.newProcess(), state)).rejects.toThrow("Not everything was restored. maxKeepAliveInterval");
  });

  test("whose number had no value gets the server's default, because PowerShell binds $null as 0", async () => {
    const { simulated, state } = await adopted();
    const previous = { maxKeepAliveInterval: null };
    await remove(proxy, simulated.newProcess(), { ...state, previous });
    const factory = await simulated.newProcess().factoryValues(proxy);
    expect((await simulated.newProcess().find(proxy, identity))?.values.maxKeepAliveInterval).toBe(factory?.maxKeepAliveInterval);
    expect(factory?.maxKeepAliveInterval).toBeTypeOf("number");
    const sets = simulated.calls.filter(({ cmdlet }) => cmdlet === "Set-CsProxyConfiguration");
    expect(sets.at(-1)?.parameters.MaxKeepAliveInterval).not.toBeNull();
  });

  test("whose number had no value keeps the present one if no default is known", async () => {
    const { simulated, state } = await adopted();
    const silent = simulated.newProcess();
    vi.spyOn(silent, "factoryValues").mockResolvedValue({});
    simulated.calls.length = 0;
    await remove(proxy, silent, { ...state, previous: { maxKeepAliveInterval: null } });
    expect(simulated.calls.filter(({ cmdlet }) => cmdlet.startsWith("Set"))).toEqual([]);
  });

  test("is restored without the earlier values of settings that this version does not know, with a warning", async () => {
    const { simulated, state } = await adopted();
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => {
      said.mockRestore();
    });
    await remove(proxy, simulated.newProcess(), { ...state, previous: { settingOfTomorrow: true, ...(state.previous as object) } });
    expect(said.mock.calls.join("")).toContain(
      `${identity}: warning: The state has earlier values of settingOfTomorrow, but this version of pulumi-lync does not know these settings. The values are not restored.`,
    );
    expect((await simulated.newProcess().find(proxy, identity))?.values).toMatchObject({ maxKeepAliveInterval: 5 });
  });

  test("whose text or list had no value has no value again", () => {
    expect(writeCall(webService, "Global", { verb: "Set", values: { macResolverUrl: null, trustedCACerts: null } }).parameters).toEqual({
      Identity: "Global",
      MACResolverUrl: null,
      TrustedCACerts: null,
    });
  });

  test("that already holds the declared values has a warning that another stack, or an interrupted update, may have set them", async () => {
    const { simulated } = await adopted();
    expect(await checked(simulated, {}, { identity, adopt: true, maxKeepAliveInterval: 9 })).toMatchObject({
      warnings: [
        expect.stringMatching(
          /Another stack, or .*\(previous: \{"maxKeepAliveInterval":9\}\).*pulumi state move.*pulumi stack export \[heldAlready\]$/,
        ),
      ],
    });
  });
});

describe("the option adopt", () => {
  test("may be unknown in a preview, which does not refuse what up may do", async () => {
    const simulated = simulate();
    await simulated.run(byHand);
    expect(await checked(simulated, {}, { identity, adopt: unknownValue, maxKeepAliveInterval: 9 })).toMatchObject({
      previous: { maxKeepAliveInterval: 5 },
    });
  });

  test("is not needed for a secret that is not known yet", async () => {
    const simulated = simulate();
    await simulated.run({ ...byHand, parameters: { Identity: identity } });
    const news = { identity, maxKeepAliveInterval: unknownValue, secretSettings: ["maxKeepAliveInterval"] };
    expect(await checked(simulated, {}, news)).toMatchObject({ warnings: [expect.stringContaining("so this stack takes it over")] });
  });
});

describe("the global collection", () => {
  test.each([
    [
      "a value that an earlier update may have set has a warning",
      { Identity: "Global", MaxKeepAliveInterval: 9 },
      { maxKeepAliveInterval: 9 },
      1,
    ],
    ["a value that it was created with has none", { Identity: "Global" }, { useNtlmForClientToProxyAuth: true }, 0],
    ["a value that differs has none", { Identity: "Global", MaxKeepAliveInterval: 5 }, { maxKeepAliveInterval: 9 }, 0],
  ])("when it is adopted: %s", async (_what, parameters, declared, count) => {
    const simulated = simulate();
    await simulated.run({ cmdlet: "Set-CsProxyConfiguration", parameters });
    const { warnings = [] } = await checked(simulated, {}, { identity: "Global", ...declared });
    expect((warnings as string[]).filter((warning) => warning.includes("already holds the declared values"))).toHaveLength(count);
  });
});

describe("a state of another deployment", () => {
  const state = { identity, maxKeepAliveInterval: 9, signInMethods: "none", deployment: "local" };

  test("is refused by update and delete, before anything is written", async () => {
    const simulated = simulate();
    await expect(update(proxy, simulated.deployment, identity, state, { identity, maxKeepAliveInterval: 7 })).rejects.toThrow(
      'belongs to the deployment "local"',
    );
    await expect(remove(proxy, simulated.deployment, state)).rejects.toThrow('belongs to the deployment "local"');
    expect(simulated.calls).toEqual([]);
  });
});

test("an inherited value that a new collection cannot copy is refused, and the message says how to omit it", async () => {
  const simulated = simulate();
  await simulated.run({
    cmdlet: "Set-CsWebServiceConfiguration",
    parameters: { Identity: "global", MACResolverUrl: "https://mac.contoso.com" },
  });
  const remote = simulated.newProcess();
  vi.spyOn(remote, "lacking").mockResolvedValue([{ property: "macResolverUrl", cause: "MACResolverUrl takes objects" }]);
  const { failures } = await check(
    webService,
    remote,
    {},
    { identity: "service:WebServer:LyncPool01.contoso.com", startFrom: "inherited" },
  );
  expect(failures).toEqual([
    { property: "", reason: expect.stringContaining('MACResolverUrl takes objects. Declare startFrom: "defaults" to omit them.') },
  ]);
});
