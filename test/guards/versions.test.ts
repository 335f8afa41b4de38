import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { check, create } from "../support/verbs";
import { identifiedLater } from "../../provider/src/stack/declarations";
import type { Leaving } from "../../provider/src/lifecycle/leaving";
import type { Properties } from "../../provider/src/stack/bag";
import type { Call } from "../../provider/src/cmdlets/call";
import { unknownValue } from "../../provider/src/stack/unknown";
import { saidOf, type Declared } from "../support/saidOf";
import { simulate, type Simulated } from "../support/simulated";
import { warnedAtEnd } from "../support/atEnd";
import { saying } from "../support/saying";

const old = "LyncPool10.contoso.com";
const older = "LyncPool11.contoso.com";
const mixed = "LyncPool13.contoso.com";
const fresh = "LyncPool15.contoso.com";
const topology = {
  serverVersion: 2015,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: old, role: "enterprisePool", version: 2010 },
        {
          fqdn: mixed,
          role: "enterprisePool",
          version: 2013,
          computers: [
            "fe01.contoso.com",
            { fqdn: "fe02.contoso.com", productVersion: "5.0.8308.291" },
            { fqdn: "fe03.contoso.com", productVersion: "5.0.8308.1001" },
          ],
        },
        { fqdn: fresh, role: "enterprisePool" },
      ],
    },
    { name: "Dublin", pools: [{ fqdn: older, role: "standardEdition", version: 2010 }] },
  ],
};
const modern = { ...topology, modernAuthentication: true };

const off = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" };
const offOnServer = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
const uri = "https://dc.contoso.com/metadata.xml";
const passive = { ...off, useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: uri };
const passiveOnServer = { ...offOnServer, UseWsFedPassiveAuth: true, WsFedPassiveMetadataUri: uri };
const proxiesOff = {
  cmdlet: "Set-CsProxyConfiguration",
  parameters: { Identity: "Global", UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false },
};

const web = (name: string): string => `Service:WebServer:${name}`;
const webOf = (identity: string, args: Values, more: Partial<Declared> = {}): Declared => ({
  noun: webService,
  args: { identity, ...args },
  ...more,
});
const proxyOf = (identity: string, args: Values = {}): Declared => ({
  noun: proxy,
  args: { identity, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false, ...args },
});

const asking = ["Get-CsPool", "Get-CsManagementStoreReplicationStatus"];
const isAsking = new RegExp(`^(${asking.join("|")})$`);
const asked = ({ calls }: Simulated): string[] => calls.map(({ cmdlet }) => cmdlet).filter((cmdlet) => asking.includes(cmdlet));
const about = (lines: readonly string[], text: string): string[] => lines.filter((line) => line.includes(text));

const tooOldForPassive = "[tooOldForPassive]";
const isTooOld = (who: string, more = ""): unknown => saying("tooOldForPassive", `${who}: Every server is of version 4.0.7577.0`, more);
const isNotUpdated = (who: string): unknown => saying("updateMissing", `${who}: fe02.contoso.com (version 5.0.8308.291) is older`);

describe("a pool that becomes passive", () => {
  test("is refused if all its servers are of 2010, also next to other methods, and also if these are not known yet", async () => {
    const besides = [{}, { useWindowsAuth: "NTLM" }, { useWindowsAuth: unknownValue }];
    for (const more of besides) {
      const said = await saidOf(simulate(topology).deployment, [webOf(web(old), { ...passive, ...more })]);
      expect(about(said, "version")).toEqual([isTooOld(`${web(old)}: refused: ${old}`, "leave useWsFedPassiveAuth off")]);
    }
  });

  test("is warned about for each server without the July 2013 update", async () => {
    const { deployment, run } = simulate(topology);
    await run(proxiesOff);
    expect(await saidOf(deployment, [webOf(web(mixed), passive)])).toEqual([isNotUpdated(`${web(mixed)}: warned: ${mixed}`)]);
  });

  test("has no finding if its servers are new enough", async () => {
    const { deployment, run } = simulate(topology);
    await run(proxiesOff);
    expect(await saidOf(deployment, [webOf(web(fresh), passive)])).toEqual([]);
  });

  test("is also warned about in the up, where it becomes passive before the program ends", async () => {
    const { newProcess, run } = simulate(topology);
    await run(proxiesOff);
    const deployment = newProcess();
    const { inputs } = await check(webService, deployment, {}, { identity: web(mixed), ...passive, beside: { mark: "web" } });
    await create(webService, deployment, inputs as Properties);
    expect(await warnedAtEnd(deployment)).toEqual({ web: [isNotUpdated(mixed)] });
  });

  test.each(asking)("has no finding and no error if %s fails, which is not called again", async (cmdlet) => {
    const simulated = simulate(topology);
    const { deployment, setFaults, run } = simulated;
    await run(proxiesOff);
    setFaults({ cmdlet, fail: { category: "PermissionDenied", id: "AccessDenied" } });
    expect(await saidOf(deployment, [webOf(web(old), passive), webOf(web(mixed), passive)])).toEqual([]);
    expect(asked(simulated).filter((one) => one === cmdlet)).toHaveLength(1);
  });

  test("makes the check fail if anything else cannot be read", async () => {
    const { deployment, setFaults } = simulate(topology);
    setFaults({ cmdlet: "Get-CsService", fail: { category: "PermissionDenied", id: "AccessDenied" } });
    expect(about(await saidOf(deployment, [webOf(web(old), passive)]), "refused")).toEqual([expect.stringContaining("Get-CsService")]);
  });
});

describe("pools that inherit a collection that becomes passive", () => {
  test("are refused at their site", async () => {
    const { deployment } = simulate(topology);
    const said = await saidOf(deployment, [webOf("Site:Redmond", passive)]);
    const instead = "declare a WebServiceConfiguration for it with useWsFedPassiveAuth: false";
    expect(about(said, "refused")).toEqual([isTooOld(`Site:Redmond: refused: ${old}, which inherits this collection`, instead)]);
  });

  test("are refused at global scope, together", async () => {
    const { deployment } = simulate(topology);
    const said = await saidOf(deployment, [webOf("Global", { ...passive, allowGlobalPassiveAlone: true })]);
    expect(about(said, "refused")).toEqual([isTooOld(`Global: refused: 2 pools that inherit this collection (${old}, ${older})`)]);
  });

  test("are warned about if a server lacks the update", async () => {
    const { deployment, run } = simulate(topology);
    await run(proxiesOff, { cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(old) } });
    expect(about(await saidOf(deployment, [webOf("Site:Redmond", passive)]), "5.0")).toEqual([
      isNotUpdated(`Site:Redmond: warned: ${mixed}, which inherits this collection`),
    ]);
  });

  test("are not read if another method is on next to it", async () => {
    const simulated = simulate(topology);
    const said = await saidOf(simulated.deployment, [webOf("Site:Redmond", { ...passive, useWindowsAuth: "NTLM" })]);
    expect(about(said, "version")).toEqual([]);
    expect(asked(simulated)).toEqual([]);
  });

  test("do not include pools that the program gives a collection of their own, even if the site's is checked first", async () => {
    const own = webOf(web(old), { usePinAuth: false });
    for (const one of [web(old).toLowerCase(), identifiedLater]) {
      const program = { webServices: ["site:redmond", one] };
      const said = await saidOf(simulate(topology).deployment, [webOf("Site:Redmond", passive, { program }), own]);
      expect(about(said, tooOldForPassive)).toEqual([]);
    }
  });

  test("do not include pools of a site that the program gives a collection, even if the global one is checked first", async () => {
    const own = webOf("Site:Dublin", { usePinAuth: false });
    const global = webOf("Global", { ...passive, allowGlobalPassiveAlone: true }, { program: { webServices: ["global", "site:dublin"] } });
    expect(about(await saidOf(simulate(topology).deployment, [global, own]), tooOldForPassive)).toEqual([
      isTooOld(`Global: refused: ${old}, which inherits this collection`),
    ]);
  });

  test("are warned about at the end if the program might have declared a collection of their own but did not", async () => {
    const site = webOf("Site:Redmond", passive, { program: { webServices: ["site:redmond", identifiedLater] } });
    expect(about(await saidOf(simulate(topology).deployment, [site]), tooOldForPassive)).toEqual([
      isTooOld(`Site:Redmond: warned: ${old}, which inherits this collection`),
    ]);
  });

  test("have no finding as long as a collection with an unknown identity may be theirs", async () => {
    const program = [webOf(unknownValue, { usePinAuth: false }), webOf("Site:Redmond", passive)];
    expect(about(await saidOf(simulate(topology).deployment, program), "version")).toEqual([]);
  });
});

describe("a pool that inherits a passive collection once its own is removed from the program", () => {
  const leaving = (identity: string, previous?: Values): Leaving => ({
    ...{ type: webService.type, urn: identity, identity, deployment: "simulator:contoso.json" },
    ...(previous === undefined ? {} : { previous }),
  });
  const among = async (stored: Call[], gone: Leaving): Promise<string[]> => {
    const { newProcess, run } = simulate(topology);
    await run(proxiesOff, ...stored);
    return about((await warnedAtEnd(newProcess(), [gone]))[gone.identity] ?? [], "version");
  };
  const newWeb = (Identity: string, parameters: Values = {}): Call => ({
    cmdlet: "New-CsWebServiceConfiguration",
    parameters: { Identity, ...(parameters as Call["parameters"]) },
  });

  test("is warned about if its servers are of 2010, or for each server that is not updated", async () => {
    const site = newWeb("Site:Redmond", passiveOnServer);
    const of = (pool: string): string => `${pool}, where this run makes passive authentication the only sign-in method`;
    expect(await among([site, newWeb(web(old))], leaving(web(old)))).toEqual([isTooOld(of(old))]);
    expect(await among([site, newWeb(web(mixed))], leaving(web(mixed)))).toEqual([isNotUpdated(of(mixed))]);
    const global = { cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "Global", ...passiveOnServer } };
    expect(await among([global, newWeb("Site:Dublin")], leaving("Site:Dublin"))).toEqual([isTooOld(of(older))]);
  });

  test("is warned about if its own collection is restored to a passive one", async () => {
    const previous = { ...passive, useWindowsAuth: "None" };
    expect(await among([newWeb(web(old))], leaving(web(old), previous))).toEqual([
      isTooOld(`${old}, where this run makes passive authentication the only sign-in method`),
    ]);
  });

  test("has no finding if it is passive already, or does not become passive", async () => {
    expect(await among([newWeb("Site:Redmond", passiveOnServer), newWeb(web(old), passiveOnServer)], leaving(web(old)))).toEqual([]);
    expect(await among([newWeb(web(old))], leaving(web(old)))).toEqual([]);
  });
});

describe("no server's version is read", () => {
  const called = async (declared: Declared, { stored, of = topology }: { stored?: Call; of?: object }): Promise<string[]> => {
    const { newProcess, run, calls } = simulate(of);
    if (stored !== undefined) await run(stored);
    calls.length = 0;
    await saidOf(newProcess(), [declared]);
    return calls.map(({ cmdlet }) => cmdlet).sort();
  };
  const storedAt = (Identity: string): Call => ({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity, ...passiveOnServer } });
  const known = { identity: web(old), ...passive };

  test.each([
    ["unchanged", webOf(web(old), passive, { olds: known }), web(old)],
    ["changed in another way", webOf(web(old), { ...passive, maxGroupSizeToExpand: 7 }, { olds: known }), web(old)],
    ["adopted", webOf(web(old), { ...passive, adopt: true }), web(old)],
    ["given a collection with what it inherits", webOf(web(old), passive), "Site:Redmond"],
  ])("if a pool is passive already, and is %s", async (_what, declared, at) => {
    expect(await called(declared, { stored: storedAt(at) })).not.toEqual(expect.arrayContaining([expect.stringMatching(isAsking)]));
  });

  test("in a preview of a collection that is already stored, which runs only these cmdlets", async () => {
    expect(await called(webOf(web(old), passive, { olds: known }), { stored: storedAt(web(old)) })).toEqual([
      "Get-CsOAuthConfiguration",
      "Get-CsPoolBackupRelationship",
      "Get-CsProxyConfiguration",
      "Get-CsService",
      "Get-CsWebServiceConfiguration",
    ]);
  });

  test.each([
    ["nothing becomes passive", { usePinAuth: false }, topology],
    ["modern authentication is off", { ...off, useCertificateAuth: true }, topology],
    ["modern authentication is on, and decides nothing", { ...off, useCertificateAuth: true }, modern],
  ])("if %s", async (_what, args, of) => {
    expect(await called(webOf(web(old), args), { of })).not.toEqual(expect.arrayContaining([expect.stringMatching(isAsking)]));
  });

  test("more than once for all pools that become passive", async () => {
    const simulated = simulate(topology);
    await saidOf(simulated.deployment, [webOf("Site:Redmond", passive), webOf(web(old), passive), webOf(web(mixed), passive)]);
    expect(asked(simulated)).toEqual(asking);
  });
});

describe("a pool that has passive authentication on next to another method, and becomes passive,", () => {
  test("is refused, because it locks out users that it did not lock out before", async () => {
    const { newProcess, run } = simulate(topology);
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(old), ...passiveOnServer, UseWindowsAuth: "NTLM" } });
    const before = { identity: web(old), ...passive, useWindowsAuth: "NTLM" };
    expect(about(await saidOf(newProcess(), [webOf(web(old), passive, { olds: before })]), tooOldForPassive)).toHaveLength(1);
  });
});

describe("OAuth, with modern authentication on,", () => {
  const servers =
    "The servers there, of version 5.0.8308.420 or 5.0.8308.291 or 5.0.8308.1001, are older than Skype for Business Server 2015";

  test("does not count at a pool that is too old for it", async () => {
    const { deployment } = simulate(modern);
    expect(await saidOf(deployment, [webOf(web(old), off), webOf(web(fresh), off)])).toEqual([
      saying("noMethodLeft", `${web(old)}: refused: `, ` ${old} of version 4.0.7577.0. All users of ${old} `),
      saying("oauthAloneLeft", `${web(fresh)}: warned: `),
    ]);
  });

  test("does not count at pools that inherit a collection and are too old", async () => {
    const { deployment } = simulate(modern);
    expect(await saidOf(deployment, [webOf("Site:Redmond", off)])).toEqual([
      saying(
        "noMethodLeft",
        "refused: ",
        ` ${old} of version 4.0.7577.0, ${mixed} of version 5.0.8308.420 or 5.0.8308.291 or 5.0.8308.1001. All users there `,
      ),
    ]);
  });

  test("cannot be the preferred method of mobile clients at such a pool", async () => {
    const { deployment } = simulate(modern);
    const prefer = { mobilePreferredAuthType: "OAuth" };
    expect(await saidOf(deployment, [webOf(web(old), prefer), webOf(web(fresh), prefer)])).toEqual([
      saying("mobileMethodUnsure", `${web(old)}: warned: `, '"OAuth"'),
    ]);
  });

  test("gives no certificate at such a pool, whether its proxy is checked after the Web Services or before them", async () => {
    const webs = [mixed, fresh].map((fqdn) => webOf(web(fqdn), { ...off, useCertificateAuth: true }));
    const proxies = [mixed, fresh].map((fqdn) => proxyOf(`Service:Registrar:${fqdn}`));
    expect(await saidOf(simulate(modern).deployment, [...webs, ...proxies])).toEqual([
      saying("noWayToTicket", `Service:Registrar:${mixed}: refused: `, servers),
    ]);
    expect(await saidOf(simulate(modern).deployment, [...proxies, ...webs])).toEqual([
      saying("noWayToTicket", `${web(mixed)}: refused: `, servers),
      // The proxy also has the finding once the whole program is known.
      saying("noWayToTicket", `Service:Registrar:${mixed}: warned: `, servers),
    ]);
  });

  test("gives no certificate at such a pool if the program does not declare its proxy", async () => {
    const { deployment, run } = simulate(modern);
    await run(proxiesOff);
    expect(
      await saidOf(
        deployment,
        [mixed, fresh].map((fqdn) => webOf(web(fqdn), { ...off, useCertificateAuth: true })),
      ),
    ).toEqual([saying("noWayToTicket", `${web(mixed)}: warned: `, servers)]);
  });

  test("counts for only some of the pools that inherit a proxy", async () => {
    const { deployment, run } = simulate(modern);
    const certificate = { ...offOnServer, UseCertificateAuth: true };
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Redmond", ...certificate } });
    expect(await saidOf(deployment, [proxyOf("Global")])).toEqual([
      saying("noWayToTicket", "Global: refused: ", ` ${old}, ${mixed} `, "of version 4.0.7577.0 or 5.0.8308.420"),
    ]);
  });

  test("counts if versions cannot be read", async () => {
    const { deployment, setFaults } = simulate(modern);
    setFaults({ cmdlet: "Get-CsPool", fail: { category: "PermissionDenied", id: "AccessDenied" } });
    expect(await saidOf(deployment, [webOf(web(old), off)])).toEqual([saying("oauthAloneLeft", "warned: ")]);
  });
});
