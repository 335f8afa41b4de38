import { describe, expect, test, vi } from "vitest";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { verifyStored } from "../../provider/src/cli/rollout/verify";
import { check, create, diff, read, remove, update } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { EngineFailure } from "../../provider/src/lifecycle/door";
import { certificateAlone, newProxy, newWeb, passiveOnServer, passive, registrar, web } from "../support/judging";
import { warnedAtEnd } from "../support/atEnd";
import { contoso } from "../support/contoso";
import { stackOf, stateResource } from "../support/declared";
import { simulate, type Simulated } from "../support/simulated";

const pool = "LyncPool01.contoso.com";
const identity = registrar(pool);
const webIdentity = web(pool);
const strange = "Microsoft.Rtc.Management.RealmChoice";

/** The form in which the value of one listed collection arrives. */
function arriving({ changeObjects }: Simulated, changes: Record<string, Values>): void {
  changeObjects((object) => ({ ...object, ...changes[String(object.Identity)] }));
}

function reasonOf(parameter: string, where: string): string {
  return `${parameter} of "${where}" cannot be read`;
}

/** What check returns for a declaration. */
async function checked(
  noun: Noun,
  { deployment }: Pick<Simulated, "deployment">,
  args: Values,
  olds: Properties = {},
): Promise<{ inputs: Properties; reasons: string[]; warnings: string[] }> {
  const { inputs, failures = [] } = await check(noun, deployment, olds, args);
  const { warnings = [] } = inputs as { warnings?: string[] };
  return { inputs: inputs as Properties, reasons: failures.map(({ reason }) => reason), warnings };
}

async function made(noun: Noun, simulated: Simulated, args: Values): Promise<Properties> {
  const { inputs, reasons } = await checked(noun, simulated, args);
  expect(reasons).toEqual([]);
  return (await create(noun, simulated.deployment, inputs)).outs as Properties;
}

describe("the form of objects after remoting", () => {
  test("is read, so that every verb works, and lists are compared", async () => {
    const simulated = simulate({ ...contoso, serverVersion: 2015 });
    await simulated.run(
      newWeb("Global", { CrossDomainAuthorizationList: { replace: [{ make: "New-CsWebOrigin", with: { Url: "https://fabrikam.com" } }] } }),
      newProxy("Global", { Realm: { make: "New-CsSipProxyCustom", with: { CustomValue: "Contoso" } } }),
    );
    simulated.changeObjects(({ Realm, CrossDomainAuthorizationList, ...object }) => ({
      ...object,
      ...(Realm === undefined ? {} : { Realm: (Realm as Values).UseDefault === true ? "UseDefault" : "CustomValue=Contoso" }),
      ...(Array.isArray(CrossDomainAuthorizationList)
        ? { CrossDomainAuthorizationList: CrossDomainAuthorizationList.map(({ Url }: Values) => `Url=${String(Url)}`) }
        : {}),
    }));
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    expect(await read(proxy, simulated.newProcess(), identity, outs)).toMatchObject({ props: { maxKeepAliveInterval: 5 } });
    expect((await simulated.newProcess().find(proxy, "Global"))?.values.realm).toEqual({ custom: "Contoso" });
    const adoption = { identity: "Global", crossDomainAuthorizationList: ["https://fabrikam.com"] };
    const { inputs } = await checked(webService, { deployment: simulated.newProcess() }, adoption);
    expect(inputs.previous).toEqual({ crossDomainAuthorizationList: ["https://fabrikam.com"] });
  });
});

describe("a resource that does not declare a setting that cannot be read", () => {
  test("is checked, created, refreshed, changed and undone as usual", async () => {
    const simulated = simulate();
    arriving(simulated, { Global: { Realm: strange }, [identity]: { Realm: strange } });
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    const { props, inputs } = await read(proxy, simulated.newProcess(), identity, outs);
    expect(props).toEqual(outs);
    expect(props).not.toHaveProperty("realm");
    const changed = await checked(proxy, simulated, { identity, maxKeepAliveInterval: 6 }, inputs as Properties);
    expect(changed.reasons).toEqual([]);
    expect((await diff(proxy, simulated.deployment, outs, changed.inputs)).changes).toBe(true);
    const { outs: after } = await update(proxy, simulated.deployment, identity, outs, changed.inputs);
    expect(after).toMatchObject({ maxKeepAliveInterval: 6 });
    await remove(proxy, simulated.newProcess(), after as Properties);
    expect(await simulated.newProcess().find(proxy, identity)).toBeUndefined();
  });

  test("is read by get, without the setting", async () => {
    const simulated = simulate();
    arriving(simulated, { Global: { Realm: strange } });
    const external = { external: {} };
    const { props } = await read(proxy, simulated.deployment, "Global", external);
    expect(props).toMatchObject({ maxKeepAliveInterval: 20 });
    expect(props).not.toHaveProperty("realm");
  });

  test("keeps its record of an inherited value that a refresh cannot read", async () => {
    const simulated = simulate();
    await simulated.run(newProxy("Global", { OutgoingTlsCount: 2 }));
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5, startFrom: "inherited" });
    expect(outs.inherited).toEqual({ outgoingTlsCount: 2 });
    arriving(simulated, { [identity]: { OutgoingTlsCount: {} } });
    const { props } = await read(proxy, simulated.newProcess(), identity, outs);
    expect((props as Properties).inherited).toEqual({ outgoingTlsCount: 2 });
  });
});

describe("a resource that needs a setting that cannot be read fails and says why", () => {
  test.each([
    ["declares it", { identity, realm: "default" }, identity],
    ["adopts it", { identity, realm: "default", adopt: true }, identity],
    ["adopts it at Global", { identity: "Global", realm: "default" }, "Global"],
  ])("if it %s", async (_how, args, where) => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, { MaxKeepAliveInterval: 5 }));
    arriving(simulated, { [where]: { Realm: strange } });
    const { reasons } = await checked(proxy, simulated, args);
    expect(reasons).toEqual([
      `Realm of "${where}" cannot be read: the server returned "${strange}", not "default", or { custom: "a name" }. ` +
        `Look at it with: Get-CsProxyConfiguration -Identity '${where}' | Select-Object Realm. ` +
        "If lync:connectionUri is set, run Pulumi on a server without it, or remove realm from the program. [unread]",
    ]);
  });

  test("if it inherits the setting, and only warns if it starts from defaults", async () => {
    const simulated = simulate();
    arriving(simulated, { Global: { Realm: strange } });
    const inheriting = await checked(proxy, simulated, { identity, startFrom: "inherited" });
    expect(inheriting.reasons).toEqual([expect.stringContaining(reasonOf("Realm", "Global"))]);
    expect(inheriting.reasons[0]).toContain('Declare realm, or declare startFrom: "defaults" to omit the inherited values.');
    const { reasons, warnings } = await checked(proxy, { deployment: simulated.newProcess() }, { identity, maxKeepAliveInterval: 5 });
    expect(reasons).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(reasonOf("Realm", "Global"))]);
  });

  test("if it no longer declares the setting, which would return to the inherited value", async () => {
    const simulated = simulate();
    const outs = await made(proxy, simulated, { identity, outgoingTlsCount: 2, startFrom: "inherited" });
    arriving(simulated, { Global: { OutgoingTlsCount: {} } });
    const { reasons } = await checked(proxy, { deployment: simulated.newProcess() }, { identity, startFrom: "inherited" }, outs);
    expect(reasons).toEqual([expect.stringContaining(reasonOf("OutgoingTlsCount", "Global"))]);
  });

  test("if a collection exists that the stack does not have, because it is unknown whether the setting has its default", async () => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, { MaxKeepAliveInterval: 5 }));
    arriving(simulated, { [identity]: { Realm: strange } });
    const { reasons } = await checked(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    expect(reasons).toEqual([
      expect.stringMatching(/already has a ProxyConfiguration .* it differs from the declaration\. Realm of .* cannot be read/),
    ]);
  });

  test("if a refresh reads the setting", async () => {
    const simulated = simulate();
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    await expect(read(proxy, simulated.newProcess(), identity, outs)).rejects.toThrow(reasonOf("MaxKeepAliveInterval", identity));
  });

  test("without showing the value of a secret", async () => {
    const simulated = simulate();
    const outs = await made(webService, simulated, {
      identity: webIdentity,
      macResolverUrl: "https://hunter2",
      secretSettings: ["macResolverUrl"],
    });
    arriving(simulated, { [webIdentity]: { MACResolverUrl: ["hunter2"] } });
    await expect(read(webService, simulated.newProcess(), webIdentity, outs)).rejects.toThrow(
      /^MACResolverUrl of ".*" cannot be read: the server returned \[secret\], not text\./,
    );
    const args = { identity: webIdentity, macResolverUrl: "https://hunter2", secretSettings: ["macResolverUrl"] };
    const { failures = [] } = await check(webService, simulated.newProcess(), outs, args);
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining("[secret]") as string }]);
    expect(JSON.stringify(failures)).not.toContain("hunter2");
  });
});

describe("a write of a setting that cannot be read afterwards", () => {
  /** The failure that the engine receives of a write that it keeps in the state. */
  const keptOf = async (write: Promise<unknown>): Promise<EngineFailure> => {
    const failure: unknown = await write.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineFailure);
    return failure as EngineFailure;
  };

  test("has an unknown outcome, so the next update sets it again", async () => {
    const simulated = simulate();
    const { inputs } = await checked(proxy, simulated, { identity, maxKeepAliveInterval: 5, outgoingTlsCount: 2 });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    const { properties, reasons } = await keptOf(create(proxy, simulated.deployment, inputs));
    expect(reasons).toEqual([expect.stringContaining(reasonOf("MaxKeepAliveInterval", identity))]);
    expect(properties).toMatchObject({ outgoingTlsCount: 2, written: ["maxKeepAliveInterval"] });
    expect(properties).not.toHaveProperty("maxKeepAliveInterval");
    // No further Get waits for the value to show up.
    const looks = simulated.calls.filter(({ cmdlet, parameters }) => cmdlet.startsWith("Get") && parameters.Identity === identity);
    expect(looks).toHaveLength(1);
    arriving(simulated, {});
    const again = await checked(
      proxy,
      { deployment: simulated.newProcess() },
      { identity, maxKeepAliveInterval: 5, outgoingTlsCount: 2 },
      properties,
    );
    const process = simulated.newProcess();
    expect((await diff(proxy, process, properties, again.inputs)).changes).toBe(true);
    const { outs } = await update(proxy, process, identity, properties, again.inputs);
    expect(outs).toMatchObject({ maxKeepAliveInterval: 5, outgoingTlsCount: 2 });
    expect(outs).not.toHaveProperty("written");
    expect(simulated.calls.filter(({ cmdlet }) => cmdlet.startsWith("Set")).map(({ parameters }) => parameters)).toEqual([
      { Identity: identity, MaxKeepAliveInterval: 5 },
    ]);
  });

  test("that is restored keeps the setting in the state", async () => {
    const simulated = simulate();
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5, outgoingTlsCount: 2 });
    const { inputs } = await checked(proxy, simulated, { identity, outgoingTlsCount: 2 }, outs);
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    const { properties, reasons } = await keptOf(update(proxy, simulated.deployment, identity, outs, inputs));
    expect(reasons).toEqual([expect.stringContaining(reasonOf("MaxKeepAliveInterval", identity))]);
    expect(properties).toMatchObject({ maxKeepAliveInterval: 5 });
  });

  test("that is copied keeps the setting as undone", async () => {
    const simulated = simulate();
    await simulated.run(newProxy("Global", { OutgoingTlsCount: 2 }));
    const { inputs } = await checked(proxy, simulated, { identity, maxKeepAliveInterval: 5, startFrom: "inherited" });
    arriving(simulated, { [identity]: { OutgoingTlsCount: {} } });
    const { properties } = await keptOf(create(proxy, simulated.deployment, inputs));
    expect(properties.undone).toEqual({ outgoingTlsCount: 2 });
  });

  test("that undoes an adoption makes the deletion fail and say why", async () => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, { MaxKeepAliveInterval: 7 }));
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5, adopt: true });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    await expect(remove(proxy, simulated.newProcess(), outs)).rejects.toThrow(reasonOf("MaxKeepAliveInterval", identity));
    expect(simulated.calls.at(-2)).toMatchObject({ parameters: { Identity: identity, MaxKeepAliveInterval: 7 } });
  });

  test("is reported by the rollout's verification", async () => {
    const simulated = simulate();
    const outputs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    const { reasons } = await verifyStored(simulated.newProcess(), stackOf(stateResource("ProxyConfiguration", outputs)));
    expect(reasons).toEqual([expect.stringContaining(reasonOf("MaxKeepAliveInterval", identity))]);
  });
});

describe("a guard that needs a value that cannot be read", () => {
  test("says so at the collection itself, and does not count the method as off", async () => {
    const simulated = simulate();
    const off = { UseCertificateAuth: false, UsePinAuth: false, UseWsFedPassiveAuth: false };
    await simulated.run(newWeb(webIdentity, { ...off, UseWindowsAuth: "NTLM" }));
    arriving(simulated, { [webIdentity]: { UseWindowsAuth: {} } });
    const { reasons, warnings } = await checked(webService, simulated, { identity: webIdentity, usePinAuth: false, adopt: true });
    expect(reasons).toEqual([]);
    expect(warnings).toContainEqual(expect.stringContaining(reasonOf("UseWindowsAuth", webIdentity)));
    const { outs } = await create(webService, simulated.deployment, {
      identity: webIdentity,
      usePinAuth: false,
      previous: { usePinAuth: false },
    });
    expect((outs as Properties).signInMethods).toBe("none; it is unknown whether useWindowsAuth turns a method on");
  });

  test("says so at a proxy about the Web Services behind it", async () => {
    const simulated = simulate();
    await simulated.run(newWeb(webIdentity, passiveOnServer));
    arriving(simulated, { [webIdentity]: { UseWindowsAuth: {} } });
    const { reasons } = await checked(proxy, simulated, { identity, ...certificateAlone, beside: { mark: identity } });
    expect(reasons).toEqual([]);
    expect((await warnedAtEnd(simulated.deployment))[identity]).toContainEqual(
      expect.stringContaining(reasonOf("UseWindowsAuth", webIdentity)),
    );
  });

  test.each([
    ["its proxy", identity, { UseKerberosForClientToProxyAuth: {} }],
    ["a Director of its site", web("Director01.contoso.com"), { UseWsFedPassiveAuth: {} }],
  ])("says so at Web Services about %s", async (_what, where, change) => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, {}), newWeb(web("Director01.contoso.com"), {}));
    arriving(simulated, { [where]: change });
    const { reasons } = await checked(webService, simulated, { identity: webIdentity, ...passive, beside: { mark: webIdentity } });
    expect(reasons).toEqual([]);
    expect((await warnedAtEnd(simulated.deployment))[webIdentity]).toContainEqual(
      expect.stringContaining(reasonOf(Object.keys(change)[0] ?? "", where)),
    );
  });

  test("says so about the inherited values if a collection is removed", async () => {
    const simulated = simulate();
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    arriving(simulated, { Global: { UseNtlmForClientToProxyAuth: {} } });
    const said: string[] = [];
    const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    await remove(proxy, simulated.newProcess(), outs);
    stderr.mockRestore();
    expect(said.join("")).toContain(reasonOf("UseNtlmForClientToProxyAuth", "Global"));
  });
});
