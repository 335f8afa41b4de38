import { expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { certificateAlone, passive, pool } from "./collections";
import { Project, type DeclaredResource } from "./project";
import { saying } from "../support/saying";

// The tests in test/guards cover all rows and both sides of each limit. Here, each row must
// reach the user. A preview ends at the first refused resource, and reports everything that is
// wrong with it.

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
/** Web Services from which a client without a certificate cannot get one. */
const certificateInWeb = { UseCertificateAuth: true, UsePinAuth: false, UseWindowsAuth: "None" };
const edge = { identity: "Service:EdgeServer:EdgePool01.contoso.com" };

test("each refusal in the guards' table ends a preview, which reports everything that is wrong with the resource", async () => {
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
  const rows: [DeclaredResource, string][] = [
    [passive(pool, { useWsFedPassiveAuth: false }), "[noMethodLeft]"],
    [proxyOf("none", noneAtProxy), "[noMethodLeft]"],
    [passive(other, { wsFedPassiveMetadataUri: undefined, adopt: true }), "[wrongMetadataUri]"],
    [passive(pool, { identity: "global", allowGlobalPassive: true }), "[globalPassiveAlone]"],
    [certificateAlone("Registrar", standard), "[noWayToTicket]"],
    [certificateAlone("EdgeServer", "EdgePool01.contoso.com"), "[noWayToTicket]"],
    [proxyOf("site", { identity: "site:Redmond" }), "a site cannot have one. Valid forms: Global, Service:Registrar:<pool fqdn>"],
    [passive(pool, { identity: `service:Registrar:${pool}` }), 'the service "Registrar" cannot have one. Valid forms: Global, Site:'],
  ];
  for (const [resource, message] of rows) await expectRefused(resource, message);
  project.write("contoso.json", JSON.stringify({ ...topology, modernAuthentication: true }));
  await expectRefused(
    passive(pool, { wsFedPassiveMetadataUri: undefined, startFrom: "inherited" }),
    "[noMetadataUri]",
    "[mobileMethodOff]",
    "[modernAuthentication]",
  );
  expect(project.deployment()).toBe(live);
});

test("each warning in the guards' table is reported at its resource, in the same preview that turns passive on", async () => {
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
      ["site", saying("otherMethodLeft", "usePinAuth")],
      [`${pool}-web`, saying("mobileMethodUnsure")],
      [`${pool}-web`, saying("neighbourNotPassive", other)],
      [`${pool}-web`, saying("neighbourNotPassive", director)],
      ["kerberos", saying("kerberosAlone")],
      ["kerberos", saying("certificateOff")],
      ["kerberos", saying("noSecondFactor", "useKerberosForClientToProxyAuth")],
      ["site", saying("sitePassive")],
      ["cork", saying("noSecondFactor", ofCork.join(", "), "useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth")],
      ["edge", saying("edgeAsksMore", standard)],
    ]),
  );

  // The neighbours also become passive, some of them through the global collection. The pool's
  // proxy is no longer declared, so the one that it inherits counts.
  project.edit((state) => {
    state.CsProxyConfiguration = { Global: { UseCertificateForClientToProxyAuth: false } };
  });
  const ntlm = proxyOf("ntlm", { identity: `service:Registrar:${other}`, useKerberosForClientToProxyAuth: false });
  const global = { ...passive(pool, { identity: "global", allowGlobalPassiveAlone: true }), name: "global" };
  project.declare([passive(pool), passive(other), passive(director), ntlm, global]);
  const inherited = `4 pools that inherit this collection (${standard}, ${ofCork.slice(0, 2).join(", ")} and 1 more): Passive authentication is on, but`;
  expect((await warningsIn(project)).sort()).toEqual([
    [`${pool}-web`, saying("certificateOff", '("Global")')],
    [
      `${pool}-web`,
      expect.stringContaining(
        'useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth are on in the pool\'s proxy collection ("Global")',
      ),
    ],
    ["global", saying("certificateOff", inherited, '("Global")')],
    [
      "global",
      expect.stringContaining(
        `${inherited} useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth are on in the pool's proxy collection`,
      ),
    ],
    ["global", saying("globalPassiveAlone")],
    [
      "global",
      saying(
        "noSecondFactor",
        `${standard}, which inherits this collection`,
        "useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth",
      ),
    ],
    ["ntlm", saying("noSecondFactor", other, "useNtlmForClientToProxyAuth")],
    ["ntlm", expect.stringContaining("useCertificateForClientToProxyAuth is false by inheritance, but will be true")],
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
