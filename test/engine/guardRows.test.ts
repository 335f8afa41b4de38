import { expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { certificateAlone, passive, pool } from "./collections";
import { Project, type DeclaredResource } from "./project";

// Which rows there are, and both sides of each border, test/guards shows; here each is seen to reach the user, in one preview each.

const director = "Director01.contoso.com";
const other = "LyncPool02.contoso.com";
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
        { fqdn: "StandardServer01.contoso.com", role: "standardEdition" },
        { fqdn: "EdgePool01.contoso.com", role: "edge", nextHop: "StandardServer01.contoso.com" },
      ],
    },
    { name: "Dublin", pools: [] },
  ],
};

const proxyOf = (name: string, args: Record<string, unknown>): DeclaredResource => ({ type: "ProxyConfiguration", name, args });
const allOff = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
const edge = { identity: "Service:EdgeServer:EdgePool01.contoso.com" };

test("each refusal of the guards' table ends a preview", async () => {
  const project = await new Project({ topology }).init();
  project.edit((state) => {
    state.CsWebServiceConfiguration = {
      "Service:WebServer:StandardServer01.contoso.com": allOff,
      [`Service:WebServer:${other}`]: { UsePinAuth: false, WsFedPassiveMetadataUri: "http://dc.contoso.com/" },
    };
  });
  const live = project.deployment();
  const rows: [DeclaredResource, string][] = [
    [passive(pool, { useWsFedPassiveAuth: false }), "no sign-in method would be left on"],
    [
      proxyOf("none", { ...certificateAlone("Registrar", pool).args, useCertificateForClientToProxyAuth: false }),
      "no sign-in method would be left on",
    ],
    [passive(pool, { wsFedPassiveMetadataUri: undefined }), "there is no metadata URI"],
    [passive(other, { wsFedPassiveMetadataUri: undefined, adopt: true }), '"http://dc.contoso.com/" is no absolute https URI'],
    [passive(pool, { identity: "global" }), "allowGlobalPassive: true"],
    [certificateAlone("Registrar", "StandardServer01.contoso.com"), "offer no way to a web ticket"],
    [certificateAlone("EdgeServer", "EdgePool01.contoso.com"), "offer no way to a web ticket"],
    [proxyOf("site", { identity: "site:Redmond" }), "a site cannot have one. Valid forms: Global, Service:Registrar:<pool fqdn>"],
    [passive(pool, { identity: `service:Registrar:${pool}` }), 'the service "Registrar" cannot have one. Valid forms: Global, Site:'],
  ];
  for (const [resource, message] of rows) {
    project.declare([resource]);
    const { code, output } = await project.pulumi("preview");
    expect(code, message).not.toBe(0);
    expect(output).toContain(message);
  }
  project.write("contoso.json", JSON.stringify({ ...topology, modernAuthentication: true }));
  project.declare([passive(pool)]);
  const { code, output } = await project.pulumi("preview");
  expect(code).not.toBe(0);
  expect(output).toContain("modern authentication (ADAL) is on");
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
    proxyOf("edge", { ...edge, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false }),
    { ...passive("StandardServer01.contoso.com", { useWsFedPassiveAuth: false, useWindowsAuth: "NTLM" }), name: "next hop" },
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
      ["edge", expect.stringContaining("the next hop StandardServer01.contoso.com is not passive")],
    ]),
  );

  // The neighbours become passive, too, and the pool's proxy is no longer declared: the one that it inherits counts.
  project.edit((state) => {
    state.CsProxyConfiguration = { Global: { UseCertificateForClientToProxyAuth: false } };
  });
  const ntlm = proxyOf("ntlm", { identity: `service:Registrar:${other}`, useKerberosForClientToProxyAuth: false });
  project.declare([passive(pool), passive(other), passive(director), ntlm]);
  expect((await warningsIn(project)).sort()).toEqual([
    [`${pool}-web`, expect.stringContaining('certificates are off in its proxy collection ("Global")')],
    [
      `${pool}-web`,
      expect.stringContaining('useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth in its proxy collection ("Global")'),
    ],
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
