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

/** What one listed collection's value arrives as. */
function arriving({ changeObjects }: Simulated, changes: Record<string, Values>): void {
  changeObjects((object) => ({ ...object, ...changes[String(object.Identity)] }));
}

function reasonOf(parameter: string, where: string): string {
  return `${parameter} of "${where}" cannot be read`;
}

/** What check says of a declaration. */
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

describe("what remoting leaves of objects", () => {
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
  test("is checked, made, refreshed, changed and undone as ever", async () => {
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

  test("that a refresh reads as inherited stays written down", async () => {
    const simulated = simulate();
    await simulated.run(newProxy("Global", { OutgoingTlsCount: 2 }));
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5, startFrom: "inherited" });
    expect(outs.inherited).toEqual({ outgoingTlsCount: 2 });
    arriving(simulated, { [identity]: { OutgoingTlsCount: {} } });
    const { props } = await read(proxy, simulated.newProcess(), identity, outs);
    expect((props as Properties).inherited).toEqual({ outgoingTlsCount: 2 });
  });
});

describe("a resource that a setting that cannot be read matters to fails, and says why", () => {
  test.each([
    ["declares it", { identity, realm: "default" }, identity],
    ["adopts it", { identity, realm: "default", adopt: true }, identity],
    ["adopts it at Global", { identity: "Global", realm: "default" }, "Global"],
  ])("where it %s", async (_how, args, where) => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, { MaxKeepAliveInterval: 5 }));
    arriving(simulated, { [where]: { Realm: strange } });
    const { reasons } = await checked(proxy, simulated, args);
    expect(reasons).toEqual([
      `Realm of "${where}" cannot be read: the server returned "${strange}", not "default", or { custom: "a name" }. ` +
        `Look at it with: Get-CsProxyConfiguration -Identity '${where}' | Select-Object Realm. ` +
        "If this goes through lync:connectionUri, run it on a server instead; or take realm out of the program [unread]",
    ]);
  });

  test("where it takes it from what it inherits; where it starts from defaults, it is warned", async () => {
    const simulated = simulate();
    arriving(simulated, { Global: { Realm: strange } });
    const inheriting = await checked(proxy, simulated, { identity, startFrom: "inherited" });
    expect(inheriting.reasons).toEqual([expect.stringContaining(reasonOf("Realm", "Global"))]);
    expect(inheriting.reasons[0]).toContain('Declare realm, or startFrom: "defaults"');
    const { reasons, warnings } = await checked(proxy, { deployment: simulated.newProcess() }, { identity, maxKeepAliveInterval: 5 });
    expect(reasons).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(reasonOf("Realm", "Global"))]);
  });

  test("where it declared it, and no longer does, and it would go back to what is inherited", async () => {
    const simulated = simulate();
    const outs = await made(proxy, simulated, { identity, outgoingTlsCount: 2, startFrom: "inherited" });
    arriving(simulated, { Global: { OutgoingTlsCount: {} } });
    const { reasons } = await checked(proxy, { deployment: simulated.newProcess() }, { identity, startFrom: "inherited" }, outs);
    expect(reasons).toEqual([expect.stringContaining(reasonOf("OutgoingTlsCount", "Global"))]);
  });

  test("where a collection is there that the stack does not have: whether that is at default cannot be told", async () => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, { MaxKeepAliveInterval: 5 }));
    arriving(simulated, { [identity]: { Realm: strange } });
    const { reasons } = await checked(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    expect(reasons).toEqual([expect.stringMatching(/already has a ProxyConfiguration .* it differs: Realm of .* cannot be read/)]);
  });

  test("where a refresh reads it", async () => {
    const simulated = simulate();
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    await expect(read(proxy, simulated.newProcess(), identity, outs)).rejects.toThrow(reasonOf("MaxKeepAliveInterval", identity));
  });

  test("without the value of a secret", async () => {
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
  /** What the engine is told of a write that it keeps in the state. */
  const keptOf = async (write: Promise<unknown>): Promise<EngineFailure> => {
    const failure: unknown = await write.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineFailure);
    return failure as EngineFailure;
  };

  test("is not known to have worked: the next update sets it again", async () => {
    const simulated = simulate();
    const { inputs } = await checked(proxy, simulated, { identity, maxKeepAliveInterval: 5, outgoingTlsCount: 2 });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    const { properties, reasons } = await keptOf(create(proxy, simulated.deployment, inputs));
    expect(reasons).toEqual([expect.stringContaining(reasonOf("MaxKeepAliveInterval", identity))]);
    expect(properties).toMatchObject({ outgoingTlsCount: 2, written: ["maxKeepAliveInterval"] });
    expect(properties).not.toHaveProperty("maxKeepAliveInterval");
    // Nobody waits for it to show.
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

  test("that goes back, too: the setting stays in the state", async () => {
    const simulated = simulate();
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5, outgoingTlsCount: 2 });
    const { inputs } = await checked(proxy, simulated, { identity, outgoingTlsCount: 2 }, outs);
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    const { properties, reasons } = await keptOf(update(proxy, simulated.deployment, identity, outs, inputs));
    expect(reasons).toEqual([expect.stringContaining(reasonOf("MaxKeepAliveInterval", identity))]);
    expect(properties).toMatchObject({ maxKeepAliveInterval: 5 });
  });

  test("that is carried over: it stays undone", async () => {
    const simulated = simulate();
    await simulated.run(newProxy("Global", { OutgoingTlsCount: 2 }));
    const { inputs } = await checked(proxy, simulated, { identity, maxKeepAliveInterval: 5, startFrom: "inherited" });
    arriving(simulated, { [identity]: { OutgoingTlsCount: {} } });
    const { properties } = await keptOf(create(proxy, simulated.deployment, inputs));
    expect(properties.undone).toEqual({ outgoingTlsCount: 2 });
  });

  test("that undoes an adoption: the deletion fails, and says why", async () => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, { MaxKeepAliveInterval: 7 }));
    const outs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5, adopt: true });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    await expect(remove(proxy, simulated.newProcess(), outs)).rejects.toThrow(reasonOf("MaxKeepAliveInterval", identity));
    expect(simulated.calls.at(-2)).toMatchObject({ parameters: { Identity: identity, MaxKeepAliveInterval: 7 } });
  });

  test("is told by the rollout's verification", async () => {
    const simulated = simulate();
    const outputs = await made(proxy, simulated, { identity, maxKeepAliveInterval: 5 });
    arriving(simulated, { [identity]: { MaxKeepAliveInterval: "often" } });
    const { reasons } = await verifyStored(simulated.newProcess(), stackOf(stateResource("ProxyConfiguration", outputs)));
    expect(reasons).toEqual([expect.stringContaining(reasonOf("MaxKeepAliveInterval", identity))]);
  });
});

describe("a guard that needs a value that cannot be read", () => {
  test("says so at the collection itself, and does not take the method for off", async () => {
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
    expect((outs as Properties).signInMethods).toBe("none; whether useWindowsAuth turns one on cannot be read");
  });

  test("says so at a proxy, of the Web Services behind it", async () => {
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
  ])("says so at Web Services, of %s", async (_what, where, change) => {
    const simulated = simulate();
    await simulated.run(newProxy(identity, {}), newWeb(web("Director01.contoso.com"), {}));
    arriving(simulated, { [where]: change });
    const { reasons } = await checked(webService, simulated, { identity: webIdentity, ...passive, beside: { mark: webIdentity } });
    expect(reasons).toEqual([]);
    expect((await warnedAtEnd(simulated.deployment))[webIdentity]).toContainEqual(
      expect.stringContaining(reasonOf(Object.keys(change)[0] ?? "", where)),
    );
  });

  test("says so of what is inherited, where a collection is removed", async () => {
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
