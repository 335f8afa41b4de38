import { describe, expect, test, vi } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { create, remove, update } from "../support/verbs";
import { EngineFailure } from "../../provider/src/lifecycle/door";
import { simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const passive = {
  identity,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml",
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
};
const inputs = { __provider: "text", ...passive };
const outputs = { ...passive, signInMethods: "passive", deployment: "simulator:contoso.json" };

async function failureOf(work: Promise<unknown>): Promise<EngineFailure> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EngineFailure);
  return error as EngineFailure;
}

describe("create", () => {
  test("writes all settings with one New, and verifies with a Get in the same request", async () => {
    const { deployment, calls } = simulate();
    // As check does, in the same process.
    await deployment.find(webService, identity);
    calls.length = 0;
    expect(await create(webService, deployment, inputs)).toEqual({ id: identity, outs: outputs });
    expect(calls.map(({ cmdlet, parameters }) => [cmdlet, Object.keys(parameters)])).toEqual([
      [
        "New-CsWebServiceConfiguration",
        ["Identity", "UseCertificateAuth", "UsePinAuth", "UseWindowsAuth", "UseWsFedPassiveAuth", "WsFedPassiveMetadataUri"],
      ],
      ["Get-CsWebServiceConfiguration", ["Identity"]],
    ]);
  });

  test("also verifies what New copies beyond the declared settings", async () => {
    const { deployment } = simulate();
    const inherited = { maxKeepAliveInterval: 9 };
    const declared = { identity: "Service:Registrar:LyncPool01.contoso.com", useNtlmForClientToProxyAuth: true, inherited };
    const whole = deployment.create.bind(deployment);
    vi.spyOn(deployment, "create").mockImplementation((noun, id, { values: { maxKeepAliveInterval: _, ...values } }) =>
      whole(noun, id, { values }),
    );
    await expect(create(proxy, deployment, declared)).rejects.toMatchObject({
      reasons: [
        'maxKeepAliveInterval of "Service:Registrar:LyncPool01.contoso.com": wanted 9, found 20. [verificationFailed]',
        'The inherited value of maxKeepAliveInterval was not set. Each update tries again. To omit it, declare startFrom: "defaults". [verificationFailed]',
      ],
    });
  });

  test("fails as a whole if New fails, because nothing was created and the state must not have the resource", async () => {
    const { deployment, newProcess } = simulate();
    const other = "Service:WebServer:EdgePool01.contoso.com";
    const error: unknown = await create(webService, deployment, { ...inputs, identity: other }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "notFound", errorId: "ScopeNotFound,New-CsWebServiceConfiguration" });
    expect(error).not.toBeInstanceOf(EngineFailure);
    expect(await newProcess().find(webService, other)).toBeUndefined();
  });

  test("is a partial failure if a Get fails after New, and its state makes the next update set everything", async () => {
    const { deployment, setFaults } = simulate();
    await deployment.find(webService, identity);
    setFaults({ cmdlet: "Get-CsWebServiceConfiguration", fail: { category: "ConnectionError", id: "Store", message: "No store." } });
    const failure = await failureOf(create(webService, deployment, inputs));
    expect(failure.id).toBe(identity);
    const written = Object.keys(passive).filter((name) => name !== "identity");
    expect(failure.properties).toEqual({
      __provider: "text",
      identity,
      written: expect.arrayContaining(written),
      deployment: "simulator:contoso.json",
    });
    expect(failure.reasons).toEqual([
      expect.stringMatching(/^The collection was written, but the check after it failed\. Get-CsWebServiceConfiguration .*: No store\./),
    ]);
  });

  test("keeps the earlier values and the options if a Get fails after an adoption", async () => {
    const { deployment, run, setFaults } = simulate();
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity } });
    setFaults({ cmdlet: "Get-CsWebServiceConfiguration", identity, fail: { category: "ConnectionError", id: "Store" } });
    const records = { previous: { usePinAuth: true }, secretSettings: ["usePinAuth"] };
    const work = create(webService, deployment, { __provider: "text", identity, usePinAuth: false, adopt: true, ...records });
    expect((await failureOf(work)).properties).toEqual({
      __provider: "text",
      identity,
      adopt: true,
      ...records,
      since: expect.any(Number),
      written: ["usePinAuth"],
      deployment: "simulator:contoso.json",
    });
  });

  test("is a partial failure with the server's value if the server did not keep the declared one", async () => {
    const { deployment, setFaults } = simulate();
    setFaults({ cmdlet: "New-CsWebServiceConfiguration", forget: ["UsePinAuth"] });
    const { reasons, properties } = await failureOf(create(webService, deployment, { __provider: "text", identity, usePinAuth: false }));
    expect(reasons).toEqual([`usePinAuth of "${identity}": wanted false, found true. [verificationFailed]`]);
    expect(properties).toMatchObject({ __provider: "text", usePinAuth: true });
  });
});

describe("update", () => {
  test("sets only what changed", async () => {
    const { deployment, calls } = simulate();
    const { outs } = await create(webService, deployment, inputs);
    calls.length = 0;
    const result = await update(webService, deployment, identity, outs as object as Record<string, unknown>, {
      ...inputs,
      usePinAuth: true,
    });
    expect(calls[0]).toMatchObject({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: identity, UsePinAuth: true } });
    expect(Object.keys(calls[0]?.parameters ?? {})).toEqual(["Identity", "UsePinAuth"]);
    expect(result.outs).toEqual({ ...outputs, usePinAuth: true, signInMethods: "PIN, passive" });
  });

  test("returns a setting that is no longer declared to the server's own default, which is read once", async () => {
    const { deployment, calls } = simulate();
    await create(webService, deployment, inputs);
    calls.length = 0;
    const { useWindowsAuth: _windows, ...less } = inputs;
    const { usePinAuth: _pin, ...least } = less;
    const { outs } = await update(webService, deployment, identity, outputs, less);
    expect(outs).not.toHaveProperty("useWindowsAuth");
    await update(webService, deployment, identity, outs as Record<string, unknown>, least);
    expect((await deployment.find(webService, identity))?.values).toMatchObject({ useWindowsAuth: "Negotiate", usePinAuth: true });
    const asked = calls.filter(({ cmdlet }) => cmdlet === "New-CsWebServiceConfiguration");
    expect(asked.map(({ parameters }) => parameters)).toEqual([{ Identity: "Service:WebServer:Director01.contoso.com", InMemory: true }]);
  });

  test("returns such a setting to its documented default if the server gives none, and without either fails before anything is written", async () => {
    const { deployment, calls, setFaults } = simulate();
    await create(webService, deployment, inputs);
    setFaults({ cmdlet: "New-CsWebServiceConfiguration", fail: { category: "InvalidArgument", id: "NamedParameterNotFound" } });
    calls.length = 0;
    const { useWindowsAuth: _windows, ...less } = inputs;
    await expect(update(webService, deployment, identity, outputs, less)).rejects.toThrow("Declare the value that you want.");
    expect(calls.filter(({ cmdlet }) => cmdlet.startsWith("Set-"))).toEqual([]);

    const { usePinAuth: _pin, ...others } = inputs;
    await update(webService, deployment, identity, outputs, others);
    expect((await deployment.find(webService, identity))?.values.usePinAuth).toBe(true);
  });

  test("is also a partial failure if the server did not take a default", async () => {
    const { deployment, setFaults } = simulate();
    await create(webService, deployment, inputs);
    setFaults({ cmdlet: "Set-CsWebServiceConfiguration", forget: true });
    const { usePinAuth: _, ...less } = inputs;
    const { reasons, properties } = await failureOf(update(webService, deployment, identity, outputs, less));
    expect(reasons).toEqual([`usePinAuth of "${identity}": wanted true, found false. [verificationFailed]`]);
    // The next update tries again.
    expect(properties).toMatchObject({ usePinAuth: false });
    setFaults();
    const { outs } = await update(webService, deployment, identity, properties, less);
    expect(outs).not.toHaveProperty("usePinAuth");
    expect((await deployment.find(webService, identity))?.values.usePinAuth).toBe(true);
  });

  test("of a setting that was a secret leaves the state unchanged, because the engine encrypts only what the program gives", async () => {
    const { deployment, setFaults } = simulate();
    const secret = { identity, macResolverUrl: "https://hunter2", secretSettings: ["macResolverUrl"] };
    const { outs } = await create(webService, deployment, secret);
    setFaults({ cmdlet: "Set-CsWebServiceConfiguration", forget: true });
    const error: unknown = await update(webService, deployment, identity, outs as Record<string, unknown>, { identity }).catch(
      (reason: unknown) => reason,
    );
    expect(error).not.toBeInstanceOf(EngineFailure);
    expect(error).toMatchObject({ kind: "verificationFailed" });
    expect((error as Error).message).not.toContain("hunter2");
  });
});

describe("delete", () => {
  test("removes the collection", async () => {
    const { deployment } = simulate();
    await create(webService, deployment, inputs);
    await remove(webService, deployment, outputs);
    expect(await deployment.find(webService, identity)).toBeUndefined();
  });

  test("never removes the global collection if its earlier values are unknown", async () => {
    const { deployment, calls } = simulate();
    await expect(remove(webService, deployment, { ...outputs, identity: "Global" })).rejects.toThrow(
      "The state does not have the values of the global WebServiceConfiguration from before this stack took it over",
    );
    expect(calls).toEqual([]);
  });

  test("of a collection that no longer exists is no error", async () => {
    const { deployment } = simulate();
    await remove(proxy, deployment, { identity: "Service:Registrar:LyncPool01.contoso.com" });
  });

  test("that fails is an error while the collection exists", async () => {
    const { deployment, setFaults } = simulate();
    await create(webService, deployment, inputs);
    setFaults({ cmdlet: "Remove-CsWebServiceConfiguration", fail: { category: "PermissionDenied", id: "Denied" } });
    await expect(remove(webService, deployment, outputs)).rejects.toMatchObject({ kind: "accessDenied" });
  });

  test("with an unknown outcome is an error", async () => {
    const { deployment, setFaults } = simulate();
    setFaults({ fail: { category: "ConnectionError", id: "Store" } });
    await expect(remove(webService, deployment, outputs)).rejects.toMatchObject({ kind: "unreachable" });
  });
});
