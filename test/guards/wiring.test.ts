import { describe, expect, test } from "vitest";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { offlineDeployment } from "../../provider/src/deployment/offline";
import { check, create, viewOf } from "../support/verbs";
import { findingText } from "../../provider/src/finding";
import { judgeDeletion } from "../../provider/src/guards/judgeLeaving";
import type { Properties } from "../../provider/src/stack/bag";
import { unknownValue } from "../../provider/src/stack/unknown";
import type { Call } from "../../provider/src/cmdlets/call";
import { warnedAtEnd } from "../support/atEnd";
import {
  aloneOnServer,
  certificateAlone,
  edgeServer,
  findingsIn,
  newProxy,
  newWeb,
  off,
  offOnServer,
  passive,
  passiveOnServer,
  proxyOf,
  registrar,
  uri,
  web,
  webOf,
  type Situation,
} from "../support/judging";
import type { Declared } from "../support/saidOf";
import { simulate } from "../support/simulated";
import { saying } from "../support/saying";

// Every row of the guards' table, by a check against a whole deployment. What a guard reads, and
// for which collection, is part of the guard.

const pool = "LyncPool01.contoso.com";
const director = "Director01.contoso.com";
const edgePool = "EdgePool01.contoso.com";
const topology = {
  serverVersion: 2015,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: director, role: "director" },
        { fqdn: pool, role: "enterprisePool", backupPool: "LyncPool02.contoso.com" },
        { fqdn: edgePool, role: "edge", nextHop: pool },
        { fqdn: "EdgePool02.contoso.com", role: "edge" },
      ],
    },
    { name: "Dublin", pools: [{ fqdn: "LyncPool02.contoso.com", role: "enterprisePool" }] },
  ],
};
const modern = { ...topology, modernAuthentication: true };

const noneAtProxy = { ...certificateAlone, useCertificateForClientToProxyAuth: false };
const edge = edgeServer(edgePool);
const pinOnServer = { ...offOnServer, UsePinAuth: true };
const procedure = [newWeb(web(director), passiveOnServer), newWeb(web("LyncPool02.contoso.com"), passiveOnServer)];

/** The finding about a pool that inherits passive, if its proxy takes more than certificates. */
const poolWithoutSecondFactor = saying(
  "noSecondFactor",
  "warned: ",
  `${pool}, which inherits this collection`,
  "useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth",
  '("Global")',
);

/** All surroundings of the pool are as the procedure sets them. */
const outside = newProxy(edge, aloneOnServer);
const around = [...procedure, newProxy(registrar(pool), aloneOnServer), outside];

interface Row extends Omit<Situation, "topology"> {
  what: string;
  topology?: object;
}

/** The findings about the last resource of the program, one per line. */
async function judged({ topology: of = topology, ...row }: Row): Promise<string[]> {
  return (await findingsIn({ topology: of, ...row }))[row.program.at(-1)?.args.identity ?? ""] ?? [];
}

const whole = { beside: {} };

describe("a row of the guards' table, in a check", () => {
  test.each<Row & { says: unknown; also?: unknown[] }>([
    {
      what: "no method left on in Web Services",
      program: [webOf(web(pool), off)],
      says: saying("noMethodLeft", "refused: ", pool),
    },
    {
      what: "no method left on at a proxy",
      program: [proxyOf(registrar(pool), noneAtProxy)],
      says: saying("noMethodLeft", "refused: "),
    },
    {
      what: "no method left on, together with what the server has",
      server: [newWeb(web(pool), { ...pinOnServer })],
      program: [webOf(web(pool), { usePinAuth: false, adopt: true })],
      says: saying("noMethodLeft", "refused: "),
    },
    {
      what: "no method left on, together with what is inherited",
      server: [newWeb("Site:Redmond", { UseCertificateAuth: false, UsePinAuth: false })],
      program: [webOf(web(pool), { useWindowsAuth: "None", startFrom: "inherited" })],
      says: saying("noMethodLeft", "refused: "),
    },
    {
      what: "passive without a URI",
      program: [webOf(web(pool), { ...off, useWsFedPassiveAuth: true })],
      says: saying("noMetadataUri", "refused: "),
    },
    {
      what: "passive with a URI over http",
      program: [webOf(web(pool), { ...passive, wsFedPassiveMetadataUri: "http://dc/" })],
      says: 'refused: "http://dc/" is not allowed',
    },
    {
      what: "passive with a URI over http that the server has",
      server: [newWeb(web(pool), { ...pinOnServer, WsFedPassiveMetadataUri: "http://dc/" })],
      program: [webOf(web(pool), { usePinAuth: false, useWsFedPassiveAuth: true, adopt: true })],
      says: saying("wrongMetadataUri", "refused: ", '"http://dc/"'),
    },
    { what: "passive at global scope", program: [webOf("Global", passive)], says: saying("globalPassiveAlone", "refused: ") },
    {
      what: "a proxy with only certificates, if the pool's own Web Services have no method on",
      server: [newWeb(web(pool), offOnServer)],
      program: [proxyOf(registrar(pool), certificateAlone)],
      says: saying("noWayToTicket", "refused: ", pool),
    },
    {
      what: "a proxy with only certificates, if the Web Services of its site have no method on",
      server: [newWeb("Site:Redmond", offOnServer)],
      program: [proxyOf(registrar(pool), certificateAlone)],
      says: saying("noWayToTicket", "refused: ", pool),
    },
    {
      what: "an Edge with only certificates, if its next hop's Web Services have no method on",
      server: [newWeb(web(pool), offOnServer)],
      program: [proxyOf(edge, certificateAlone)],
      says: saying("noWayToTicket", "refused: ", pool),
    },
    {
      what: "the global proxy with only certificates, if a pool that inherits it has no method on in Web Services",
      server: [newWeb(web(pool), offOnServer)],
      program: [proxyOf("Global", certificateAlone)],
      says: saying("noWayToTicket", "refused: ", pool),
    },
    {
      what: "an Edge with only certificates, whose next hop is unknown",
      program: [proxyOf("Service:EdgeServer:EdgePool02.contoso.com", certificateAlone)],
      says: saying("wayToTicketUnknown", "warned: "),
    },
    {
      what: "a proxy with only certificates, if it is not known yet whether Web Services are passive",
      server: procedure,
      program: [webOf(web(pool), { ...off, ...uri, useWsFedPassiveAuth: unknownValue }), proxyOf(registrar(pool), certificateAlone)],
      says: saying("wayToTicketUnknown", "warned: ", "LyncPool01.contoso.com"),
    },
    {
      what: "a proxy with only certificates, if Web Services with an unknown identity may be this pool's",
      server: [...procedure, newWeb(web(pool), offOnServer)],
      program: [webOf(unknownValue, passive), proxyOf(registrar(pool), certificateAlone)],
      says: saying("wayToTicketUnknown", "warned: ", "LyncPool01.contoso.com"),
    },
    {
      what: "certificates off at the proxy of a passive pool",
      server: [newWeb(web(pool), passiveOnServer)],
      program: [proxyOf(registrar(pool), { useCertificateForClientToProxyAuth: false, useKerberosForClientToProxyAuth: false })],
      also: [saying("noSecondFactor", "warned: ", pool, "useNtlmForClientToProxyAuth")],
      says: saying("certificateOff", "warned: ", pool),
    },
    {
      what: "Kerberos on at the proxy of a pool that the program makes passive",
      program: [webOf(web(pool), passive), proxyOf(registrar(pool), { useNtlmForClientToProxyAuth: false })],
      says: saying("noSecondFactor", "warned: ", pool, "useKerberosForClientToProxyAuth"),
    },
    {
      what: "NTLM on at the Edge of a passive next hop",
      server: [newWeb(web(pool), passiveOnServer)],
      program: [proxyOf(edge, { useKerberosForClientToProxyAuth: false })],
      says: saying("noSecondFactor", "warned: ", pool, "useNtlmForClientToProxyAuth"),
    },
    {
      what: "Kerberos and NTLM on at the global proxy, which passive pools inherit",
      server: procedure,
      program: [webOf(web(pool), passive), proxyOf("Global", { maxKeepAliveInterval: 7 })],
      says: saying(
        "noSecondFactor",
        "warned: ",
        `${pool}, LyncPool02.contoso.com`,
        "useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth",
      ),
    },
    {
      what: "Kerberos and NTLM on in the undeclared proxy of a passive pool",
      server: [...procedure, outside],
      program: [webOf(web(pool), passive)],
      ...whole,
      says: saying("noSecondFactor", "warned: ", "useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth", '("Global")'),
    },
    {
      what: "certificates off in the undeclared proxy of a passive pool",
      server: [...procedure, outside, newProxy(registrar(pool), { ...aloneOnServer, UseCertificateForClientToProxyAuth: false })],
      program: [webOf(web(pool), passive)],
      ...whole,
      says: saying("certificateOff", "warned: ", `("${registrar(pool)}")`),
    },
    {
      what: "passive with another method on",
      server: around,
      program: [webOf(web(pool), { ...passive, usePinAuth: true })],
      says: saying("otherMethodLeft", "warned: ", "usePinAuth"),
    },
    {
      what: "passive with the methods on that New starts from",
      server: around,
      program: [webOf(web(pool), { ...uri, useWsFedPassiveAuth: true })],
      says: saying("otherMethodLeft", "warned: ", "useCertificateAuth, usePinAuth, useWindowsAuth"),
    },
    {
      what: "passive next to modern authentication",
      topology: modern,
      program: [webOf(web(pool), passive)],
      says: saying("modernAuthentication", "refused: "),
    },
    {
      what: "passive at site scope, and with the pools that inherit it",
      server: [newProxy(edge, aloneOnServer)],
      program: [webOf("Site:Redmond", passive)],
      also: [
        saying("neighbourNotPassive", "warned: ", `${pool}, which inherits this collection`, "LyncPool02.contoso.com"),
        poolWithoutSecondFactor,
      ],
      says: saying("sitePassive", "warned: "),
    },
    {
      what: "only passive at global scope, if that is allowed, and with the pools that inherit it",
      server: [newProxy(edge, aloneOnServer), newProxy(registrar("LyncPool02.contoso.com"), aloneOnServer)],
      program: [webOf("Global", { ...passive, allowGlobalPassiveAlone: true })],
      also: [poolWithoutSecondFactor],
      says: saying("globalPassiveAlone", "warned: "),
    },
    {
      what: "only passive at global scope, which another person turned on",
      server: [newWeb("Global", passiveOnServer), newProxy("Global", aloneOnServer)],
      program: [webOf("Global", { maxGroupSizeToExpand: 7 })],
      says: saying("globalPassiveAlone", "warned: "),
    },
    {
      what: "only certificates in Web Services, if the pool's proxies also take only certificates",
      server: [newProxy(registrar(pool), aloneOnServer), outside],
      program: [webOf(web(pool), { ...off, useCertificateAuth: true })],
      also: [saying("noWayToTicket", "warned: ", `The proxy collection "${edge}"`)],
      says: saying("noWayToTicket", "warned: ", `The proxy collection "${registrar(pool)}"`),
    },
    {
      what: "an unchanged proxy with only certificates, whose Web Services are turned back to certificates",
      server: [newWeb(web(pool), passiveOnServer), newProxy(registrar(pool), aloneOnServer)],
      program: [
        webOf(web(pool), { ...off, useWsFedPassiveAuth: false, useCertificateAuth: true, adopt: true }),
        proxyOf(registrar(pool), { ...certificateAlone, adopt: true }),
      ],
      also: ["warned: The adopted collection already holds the declared values"],
      says: saying("noWayToTicket", "refused: ", pool),
    },
    {
      what: "Web Services that are turned back to certificates, if a proxy that was checked before takes nothing else",
      server: [newWeb(web(pool), passiveOnServer), newProxy(registrar(pool), aloneOnServer)],
      program: [
        proxyOf(registrar(pool), { ...certificateAlone, adopt: true }),
        webOf(web(pool), { ...off, useWsFedPassiveAuth: false, useCertificateAuth: true, adopt: true }),
      ],
      says: saying("noWayToTicket", "refused: ", `"${registrar(pool)}"`),
    },
    {
      what: "a preferred method of mobile clients that the pool inherits and turns off",
      server: [newWeb("Site:Redmond", { MobilePreferredAuthType: "WebTicketServiceWinNtlm" }), ...around],
      program: [webOf(web(pool), { ...passive, startFrom: "inherited" })],
      says: saying("mobileMethodOff", "refused: ", '"WebTicketServiceWinNtlm"', "useWindowsAuth", '"None"'),
    },
    {
      what: "only OAuth, with modern authentication",
      topology: modern,
      program: [webOf(web(pool), off)],
      says: saying("oauthAloneLeft", "warned: "),
    },
    {
      what: "Kerberos as a proxy's only method",
      program: [proxyOf(registrar(pool), { useNtlmForClientToProxyAuth: false, useCertificateForClientToProxyAuth: false })],
      says: saying("kerberosAlone", "warned: "),
    },
    {
      what: "a preferred method of mobile clients, without passive",
      program: [webOf(web(pool), { mobilePreferredAuthType: "OAuth" })],
      says: saying("mobileMethodUnsure", "warned: "),
    },
    {
      what: "a backup pool that is not passive",
      server: [newWeb(web(director), passiveOnServer), newProxy(registrar(pool), aloneOnServer), outside],
      program: [webOf(web(pool), passive)],
      ...whole,
      says: saying("neighbourNotPassive", "warned: ", "LyncPool02.contoso.com"),
    },
    {
      what: "a Director of the site that is not passive",
      server: [newWeb(web("LyncPool02.contoso.com"), passiveOnServer), newProxy(registrar(pool), aloneOnServer), outside],
      program: [webOf(web(pool), passive)],
      ...whole,
      says: saying("neighbourNotPassive", "warned: ", director),
    },
    {
      what: "an Edge's next hop that is not passive",
      program: [proxyOf(edge, certificateAlone)],
      ...whole,
      says: saying("edgeAsksMore", "warned: ", pool),
    },
    {
      what: "a proxy at site scope",
      program: [proxyOf("site:Redmond", certificateAlone)],
      says: `refused: "site:Redmond" is not an identity of a ProxyConfiguration, because a site cannot have one. Valid forms: Global, Service:Registrar:`,
    },
    {
      what: "Web Services of a Registrar",
      program: [webOf(registrar(pool), passive)],
      says: 'the service "Registrar" cannot have one. Valid forms: Global, Site:<site name>, Service:WebServer:<pool fqdn>',
    },
  ])("finds fault with $what", async (row) => {
    const says = [row.says, ...(row.also ?? [])];
    expect(await judged(row)).toEqual(says.map((one): unknown => (typeof one === "string" ? expect.stringContaining(one) : one)));
  });

  test.each<Row>([
    { what: "one method left on in Web Services", program: [webOf(web(pool), { ...off, usePinAuth: true })] },
    {
      what: "one method left on, together with what the server has",
      server: [newWeb(web(pool), { ...pinOnServer, UseWindowsAuth: "NTLM" })],
      program: [webOf(web(pool), { useWindowsAuth: "None", adopt: true })],
    },
    { what: "a method whose value is not known yet", program: [webOf(web(pool), { ...off, useWsFedPassiveAuth: unknownValue })] },
    { what: "one method left on at a proxy", program: [proxyOf(registrar(pool), { ...noneAtProxy, useNtlmForClientToProxyAuth: true })] },
    {
      what: "passive with a URI that the server has",
      server: [...around, newWeb(web(pool), { ...pinOnServer, WsFedPassiveMetadataUri: "https://dc/metadata.xml" })],
      program: [webOf(web(pool), { usePinAuth: false, useWsFedPassiveAuth: true, adopt: true })],
    },
    {
      what: "passive at global scope next to Windows, if that is allowed, nor with the pools that inherit it",
      program: [
        webOf("Global", { ...passive, useWindowsAuth: "Negotiate", allowGlobalPassive: true }),
        proxyOf(registrar(pool), { maxKeepAliveInterval: 7 }),
      ],
    },
    {
      what: "another setting if global has passive on already next to Windows, and that is allowed",
      server: [newWeb("Global", { ...passiveOnServer, UseWindowsAuth: "NTLM" })],
      program: [webOf("Global", { maxGroupSizeToExpand: 7, allowGlobalPassive: true })],
    },
    {
      what: "only certificates if Web Services offer a web ticket",
      server: [newWeb(web(pool), { ...offOnServer, UseWindowsAuth: "NTLM" })],
      program: [proxyOf(registrar(pool), certificateAlone)],
    },
    {
      what: "only certificates if the program makes the site passive",
      server: [newWeb("Site:Redmond", offOnServer)],
      program: [webOf("Site:Redmond", { ...passive, adopt: true }), proxyOf(registrar(pool), certificateAlone)],
    },
    {
      what: "only certificates if the pool's new collection has more methods on than the site's",
      server: [newWeb("Site:Redmond", offOnServer)],
      program: [
        webOf(web(pool), { useCertificateAuth: true, usePinAuth: false, useWindowsAuth: "NTLM" }),
        proxyOf(registrar(pool), certificateAlone),
      ],
    },
    {
      what: "only certificates if the pool's Web Services, without a method now, are checked later and become passive",
      server: [newWeb(web(pool), offOnServer)],
      program: [proxyOf(registrar(pool), certificateAlone)],
      beside: { passive: pool.toLowerCase() },
    },
    {
      what: "only certificates at an Edge whose next hop is passive",
      server: [newWeb(web(pool), passiveOnServer)],
      program: [proxyOf(edge, certificateAlone)],
      ...whole,
    },
    {
      what: "the global proxy with only certificates if the pool without a method has a proxy of its own",
      server: [
        newWeb(web(pool), offOnServer),
        newProxy(registrar(pool), {}),
        newProxy(edge, {}),
        newProxy("Service:EdgeServer:EdgePool02.contoso.com", {}),
      ],
      program: [proxyOf("Global", certificateAlone)],
    },
    {
      what: "the global proxy with only certificates if that pool's proxy is declared",
      server: [newWeb(web(pool), offOnServer), newProxy(edge, {}), newProxy("Service:EdgeServer:EdgePool02.contoso.com", {})],
      program: [proxyOf("Global", certificateAlone)],
      beside: { proxies: registrar(pool).toLowerCase() },
    },
    {
      what: "Kerberos and NTLM at the proxy of a pool that is not passive",
      program: [proxyOf(registrar(pool), { maxKeepAliveInterval: 7 })],
    },
    {
      what: "the proxy as the procedure sets it",
      server: [newWeb(web(pool), passiveOnServer)],
      program: [proxyOf(registrar(pool), certificateAlone)],
    },
    {
      what: "an undeclared proxy as the procedure sets it",
      server: around,
      program: [webOf(web(pool), passive)],
      ...whole,
    },
    {
      what: "a proxy that the program declares and that is checked later",
      server: [...procedure, outside],
      program: [webOf(web(pool), passive)],
      beside: { proxies: registrar(pool).toLowerCase() },
    },
    {
      what: "an undeclared proxy, if a declared one with an unknown identity may be this pool's",
      server: procedure,
      program: [proxyOf(unknownValue, certificateAlone), webOf(web(pool), passive)],
    },
    {
      what: "a backup pool and a Director, if Web Services with an unknown identity may be theirs",
      server: [newProxy(registrar(pool), aloneOnServer), outside],
      program: [webOf(unknownValue, passive), webOf(web(pool), passive)],
    },
    { what: "an undeclared proxy of a pool that is not passive", program: [webOf(web(pool), { usePinAuth: false })], ...whole },
    { what: "a Director, which has no proxy", program: [webOf(web(director), passive)], ...whole },
    {
      what: "passive next to modern authentication, if that is allowed",
      topology: modern,
      server: around,
      program: [webOf(web(pool), { ...passive, allowWithModernAuthentication: true })],
    },
    {
      what: "another setting of a passive pool next to modern authentication",
      topology: modern,
      server: [...around, newWeb(web(pool), passiveOnServer)],
      program: [webOf(web(pool), { maxGroupSizeToExpand: 7, adopt: true })],
    },
    { what: "modern authentication without passive", topology: modern, program: [webOf(web(pool), { usePinAuth: false })] },
    { what: "methods at site scope without passive", program: [webOf("Site:Redmond", { usePinAuth: false })] },
    { what: "Kerberos next to NTLM", program: [proxyOf(registrar(pool), { useCertificateForClientToProxyAuth: false })] },
    { what: "None as the preferred method of mobile clients", program: [webOf(web(pool), { mobilePreferredAuthType: "None" })] },
    {
      what: "a Director and a backup pool that the same program makes passive",
      program: [
        webOf(web(director), passive),
        webOf(web("LyncPool02.contoso.com"), passive),
        proxyOf(registrar(pool), certificateAlone),
        proxyOf(edge, certificateAlone),
        webOf(web(pool), passive),
      ],
    },
    {
      what: "an Edge's next hop that the same program makes passive",
      program: [proxyOf(edge, certificateAlone)],
      beside: { passive: pool.toLowerCase() },
    },
  ])("finds no fault with $what", async (row) => {
    expect(await judged(row)).toEqual([]);
  });
});

describe("an option that is not known yet", () => {
  const beside = { identity: "Global", useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };

  test.each([
    ["allowGlobalPassive", { ...beside, useWindowsAuth: "Negotiate" }],
    ["allowGlobalPassiveAlone", { ...beside, useWindowsAuth: "None", usePinAuth: false }],
  ])("refuses nothing in a preview, because it may turn out to allow it: %s", async (option, args) => {
    const reasons = async (given: object): Promise<unknown> =>
      (await check(webService, simulate(topology).newProcess(), {}, { ...args, ...given })).failures;
    expect(await reasons({})).toHaveLength(1);
    expect(await reasons({ [option]: unknownValue })).toEqual([]);
  });
});

describe("a removal", () => {
  const removal = async (noun: Noun, identity: string, server: Call[], declares?: Declared): Promise<string[]> => {
    const { newProcess, run } = simulate(topology);
    for (const { error } of await run(...server)) expect(error).toBeNull();
    const deployment = newProcess();
    if (declares !== undefined) await check(declares.noun, deployment, {}, declares.args);
    return (await judgeDeletion({ ...viewOf(deployment), noun }, identity)).map(findingText);
  };

  test.each([
    [
      "of a pool's Web Services, below a site without a method",
      webService,
      web(pool),
      [newWeb("Site:Redmond", offOnServer)],
      saying("noMethodInherited", `${pool} will inherit `),
    ],
    [
      "of a site's Web Services, below a global one without a method",
      webService,
      "Site:Redmond",
      [newWeb("Global", offOnServer)],
      saying("noMethodInherited", 'Every pool that now inherits "Site:Redmond" will inherit "Global", which'),
    ],
    [
      "of a proxy, below a global one without a method",
      proxy,
      registrar(pool),
      [newProxy("Global", { ...aloneOnServer, UseCertificateForClientToProxyAuth: false })],
      saying("noMethodInherited", `${pool} will inherit `),
    ],
    [
      "of a proxy, below a global one with only certificates, if no client can get a web ticket",
      proxy,
      registrar(pool),
      [newProxy("Global", aloneOnServer), newWeb(web(pool), offOnServer)],
      saying("noWayToTicket", `${pool} will inherit `),
    ],
  ] as const)("%s, is warned about", async (_what, noun, identity, server, says) => {
    expect(await removal(noun, identity, [...server])).toEqual([says]);
  });

  test("of the proxy of a pool that stays passive is warned about, below one with Kerberos or NTLM", async () => {
    expect(await removal(proxy, registrar(pool), [], webOf(web(pool), passive))).toEqual([
      saying(
        "noSecondFactor",
        ` ${pool}, but the pool will inherit the proxy collection "Global", where useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth are on`,
      ),
    ]);
    expect(await removal(proxy, registrar(pool), [newProxy("Global", aloneOnServer)], webOf(web(pool), passive))).toEqual([]);
    // If Web Services are removed with it, nothing is wrong.
    expect(await removal(proxy, registrar(pool), [newWeb(web(pool), passiveOnServer)])).toEqual([]);
  });

  test("that leaves every user a method has no finding", async () => {
    expect(await removal(webService, web(pool), [])).toEqual([]);
    expect(await removal(webService, "Site:Redmond", [])).toEqual([]);
    expect(await removal(webService, "Global", [])).toEqual([]);
    // The site's collection is nearer than the global one.
    expect(await removal(webService, web(pool), [newWeb("Global", offOnServer), newWeb("Site:Redmond", pinOnServer)])).toEqual([]);
  });
});

describe("offline,", () => {
  const offline = async (args: Values, noun: Noun = webService, olds: Properties = {}): Promise<string[]> => {
    const { inputs, failures = [] } = await check(noun, offlineDeployment({ way: "local" }), olds, { identity: web(pool), ...args });
    const warnings = (inputs as { warnings?: string[] }).warnings ?? [];
    return [...failures.map(({ reason }) => `refused: ${reason}`), ...warnings.map((warning) => `warned: ${warning}`)];
  };

  test("the guards refuse and warn about what only the declaration decides", async () => {
    expect(await offline({ ...off, useWsFedPassiveAuth: false })).toEqual([saying("noMethodLeft", "refused: ")]);
    expect(await offline({ ...passive, usePinAuth: true })).toEqual([saying("otherMethodLeft", "warned: ", "usePinAuth")]);
    expect(await offline({ mobilePreferredAuthType: "OAuth" })).toEqual([saying("mobileMethodUnsure", "warned: ")]);
    expect(await offline({ ...off, useWsFedPassiveAuth: true })).toEqual([saying("noMetadataUri", "refused: ")]);
    expect(await offline({ identity: registrar(pool), ...noneAtProxy, useKerberosForClientToProxyAuth: true }, proxy)).toEqual([
      saying("kerberosAlone", "warned: "),
    ]);
    expect(await offline(passive)).toEqual([]);
  });

  test("the guards do not refuse what depends on the server, which may have another method and a metadata URI", async () => {
    expect(await offline(off)).toEqual([]);
    for (const more of [
      { adopt: true },
      { startFrom: "inherited" },
      { identity: "Global", useWindowsAuth: "NTLM", allowGlobalPassive: true },
    ]) {
      expect(await offline({ ...off, useWsFedPassiveAuth: true, ...more })).toEqual([saying("metadataUriUnknown", "warned: ")]);
    }
  });
});

test("a collection that the stack has and that does not change is also judged together with its neighbours", async () => {
  const { newProcess, run } = simulate(topology);
  await run(newWeb(web(director), passiveOnServer), newProxy(registrar(pool), aloneOnServer), outside);
  const { inputs } = await check(webService, newProcess(), {}, { identity: web(pool), ...passive });
  const { outs } = await create(webService, newProcess(), inputs as Properties);
  const later = newProcess();
  await check(webService, later, outs as Properties, { identity: web(pool), ...passive, beside: { mark: "web" } });
  expect(await warnedAtEnd(later)).toEqual({
    web: [saying("neighbourNotPassive", "Its backup pool LyncPool02.contoso.com")],
  });
});

// The engine checks in no fixed order, and a program may wait between two declarations. The
// warnings must be the same.
test("the warnings do not depend on which resource was declared first", async () => {
  const declarations = [
    webOf("Global", { ...passive, allowGlobalPassiveAlone: true }),
    proxyOf(registrar(pool), { useKerberosForClientToProxyAuth: false }),
    proxyOf(registrar("LyncPool02.contoso.com"), { useNtlmForClientToProxyAuth: false }),
    webOf(web(director), { useWindowsAuth: "NTLM" }),
    webOf(web(pool), passive),
  ];
  const warned = async (order: Declared[]): Promise<unknown> => {
    const { newProcess, run } = simulate(topology);
    await run(outside);
    const deployment = newProcess();
    for (const { noun, args } of order) {
      const { failures } = await check(noun, deployment, {}, { ...args, beside: { mark: `${noun.cs} ${args.identity}` } });
      expect(failures).toEqual([]);
    }
    return warnedAtEnd(deployment);
  };
  const forwards = await warned(declarations);
  expect(forwards).toEqual({
    [`CsProxyConfiguration ${registrar(pool)}`]: [saying("noSecondFactor", "useNtlmForClientToProxyAuth")],
    [`CsProxyConfiguration ${registrar("LyncPool02.contoso.com")}`]: [saying("noSecondFactor", "useKerberosForClientToProxyAuth")],
    [`CsWebServiceConfiguration ${web(pool)}`]: [saying("neighbourNotPassive", director)],
  });
  expect(await warned([...declarations].reverse())).toEqual(forwards);
  expect(await warned([...declarations.slice(2), ...declarations.slice(0, 2)])).toEqual(forwards);
});
