import { expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { certificateAlone, passive, pool } from "./collections";
import { Project, type DeclaredResource } from "./project";

// Which rows there are, and both sides of each border, test/guards shows; here each is seen to reach the user. A preview ends at the first resource that is refused, with all
// that is wrong with it.

const director = "Director01.contoso.com";
const other = "LyncPool02.contoso.com";
const standard = "StandardServer01.contoso.com";
const ofCork = ["Cork01.contoso.com", "Cork02.contoso.com", "Cork03.contoso.com"];
const topology = {
  ...contoso,
  serverVersion: 2015,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: director, role: "director" },
        { fqdn: pool, role: "enterprisePool", backupPool: other },
        { fqdn: other, role: "enterprisePool" },
        { fqdn: standard, role: "standardEdition" },
        { fqdn: "EdgePool01.contoso.com", role: "edge", nextHop: standard },
      ],
    },
    { name: "Dublin", pools: [] },
    { name: "Cork", pools: ofCork.map((fqdn) => ({ fqdn, role: "enterprisePool" })) },
  ],
};

const proxyOf = (name: string, args: Record<string, unknown>): DeclaredResource => ({ type: "ProxyConfiguration", name, args });
/** Web Services that give a certificate to nobody who has none. */
const certificateInWeb = { UseCertificateAuth: true, UsePinAuth: false, UseWindowsAuth: "None" };
const edge = { identity: "Service:EdgeServer:EdgePool01.contoso.com" };

test("each refusal of the guards' table ends a preview, with all that is wrong with the resource", async () => {
  const project = await new Project({ topology }).init();
  project.edit((state) => {
    state.CsWebServiceConfiguration = {
      "Site:Redmond": { MobilePreferredAuthType: "WebTicketServiceWinNtlm" },
      [`Service:WebServer:${standard}`]: certificateInWeb,
      [`Service:WebServer:${other}`]: { UsePinAuth: false, WsFedPassiveMetadataUri: "http://dc.contoso.com/" },
    };
  });
  const live = project.deployment();
  const expectRefused = async (resource: DeclaredResource, ...messages: string[]): Promise<void> => {
    project.declare([resource]);
    const { code, output } = await project.pulumi("preview");
    expect(code, resource.name).not.toBe(0);
    for (const message of messages) expect(output).toContain(message);
  };
  const noneAtProxy = { ...certificateAlone("Registrar", pool).args, useCertificateForClientToProxyAuth: false };
  const noWay = `the Web Services of ${standard} offer no way to a web ticket: nobody could get a certificate, and one is no way to another`;
  const rows: [DeclaredResource, string][] = [
    [passive(pool, { useWsFedPassiveAuth: false }), "no sign-in method would be left on"],
    [proxyOf("none", noneAtProxy), "no sign-in method would be left on"],
    [passive(other, { wsFedPassiveMetadataUri: undefined, adopt: true }), '"http://dc.contoso.com/" is no absolute https URI'],
    [passive(pool, { identity: "global", allowGlobalPassive: true }), "declares allowGlobalPassiveAlone: true"],
    [certificateAlone("Registrar", standard), noWay],
    [certificateAlone("EdgeServer", "EdgePool01.contoso.com"), noWay],
    [proxyOf("site", { identity: "site:Redmond" }), "a site cannot have one. Valid forms: Global, Service:Registrar:<pool fqdn>"],
    [passive(pool, { identity: `service:Registrar:${pool}` }), 'the service "Registrar" cannot have one. Valid forms: Global, Site:'],
  ];
  for (const [resource, message] of rows) await expectRefused(resource, message);
  project.write("contoso.json", JSON.stringify({ ...topology, modernAuthentication: true }));
  await expectRefused(
    passive(pool, { wsFedPassiveMetadataUri: undefined, startFrom: "inherited" }),
    "there is no metadata URI",
    'mobilePreferredAuthType is set to "WebTicketServiceWinNtlm", and useWindowsAuth is "None"',
    "modern authentication (ADAL) is on",
  );
  expect(project.deployment()).toBe(live);
});

test("each warning of the guards' table stands at its resource, in the very preview that turns passive on", async () => {
  const project = await new Project({ topology }).init();
  project.declare([
    passive(pool, { mobilePreferredAuthType: "OAuth" }),
    proxyOf("kerberos", {
      identity: `service:Registrar:${pool}`,
      useCertificateForClientToProxyAuth: false,
      useNtlmForClientToProxyAuth: false,
    }),
    { ...passive(pool, { identity: "site:Dublin", usePinAuth: true }), name: "site" },
    { ...passive(pool, { identity: "site:Cork" }), name: "cork" },
    proxyOf("edge", { ...edge, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false }),
    { ...passive(standard, { useWsFedPassiveAuth: false, useWindowsAuth: "NTLM" }), name: "next hop" },
    { ...passive(other, { useWsFedPassiveAuth: false, usePinAuth: true }), name: "backup" },
    { ...passive(director, { useWsFedPassiveAuth: false, usePinAuth: true }), name: "director" },
  ]);
  const warnings = await warningsIn(project);
  expect(warnings).toEqual(
    expect.arrayContaining([
      ["site", expect.stringContaining("passive authentication is on beside usePinAuth")],
      [`${pool}-web`, expect.stringContaining("mobilePreferredAuthType is set")],
      [`${pool}-web`, expect.stringContaining(`the backup pool ${other} is not passive`)],
      [`${pool}-web`, expect.stringContaining(`the Director of its site, ${director} is not passive`)],
      ["kerberos", expect.stringContaining("Kerberos is the only method left")],
      ["kerberos", expect.stringContaining("with a certificate, which is off here")],
      ["kerberos", expect.stringContaining("useKerberosForClientToProxyAuth on beside it")],
      ["site", expect.stringContaining("passive authentication at site scope")],
      [
        "cork",
        expect.stringContaining(
          `3 pools that inherit this (${ofCork.join(", ")}): passive authentication is on, and useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth in its proxy`,
        ),
      ],
      ["edge", expect.stringContaining(`the next hop ${standard} is not passive`)],
    ]),
  );

  // The neighbours become passive, too, some of them by the global collection, and the pool's proxy is no longer declared: the one that it inherits counts.
  project.edit((state) => {
    state.CsProxyConfiguration = { Global: { UseCertificateForClientToProxyAuth: false } };
  });
  const ntlm = proxyOf("ntlm", { identity: `service:Registrar:${other}`, useKerberosForClientToProxyAuth: false });
  const global = { ...passive(pool, { identity: "global", allowGlobalPassiveAlone: true }), name: "global" };
  project.declare([passive(pool), passive(other), passive(director), ntlm, global]);
  const inherited = `4 pools that inherit this (${standard}, ${ofCork.slice(0, 2).join(", ")} and 1 more): passive authentication is on, and`;
  expect((await warningsIn(project)).sort()).toEqual([
    [`${pool}-web`, expect.stringContaining('certificates are off in its proxy collection ("Global")')],
    [
      `${pool}-web`,
      expect.stringContaining('useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth in its proxy collection ("Global")'),
    ],
    ["global", expect.stringContaining(`${inherited} certificates are off in its proxy collection ("Global")`)],
    [
      "global",
      expect.stringContaining(`${inherited} useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth in its proxy collection`),
    ],
    [
      "global",
      expect.stringContaining(
        `${standard}, which inherits this: passive authentication is on, and useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth at the Edge`,
      ),
    ],
    ["global", expect.stringContaining("passive authentication alone at global scope is likely to keep everyone out")],
    ["ntlm", expect.stringContaining(`passive authentication is on at ${other}, and useNtlmForClientToProxyAuth on beside it`)],
    ["ntlm", expect.stringContaining("useCertificateForClientToProxyAuth is false by inheritance, and will be true")],
  ]);
});

async function warningsIn(project: Project): Promise<(readonly [string | undefined, string])[]> {
  const preview = JSON.parse(await project.expectSuccess("preview", "--json")) as {
    diagnostics?: { urn?: string; severity: string; message: string }[];
  };
  return (preview.diagnostics ?? [])
    .filter(({ severity }) => severity === "warning")
    .map(({ urn, message }) => [urn?.split("::").at(-1), message.trim()] as const);
}
