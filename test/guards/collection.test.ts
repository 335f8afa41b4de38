import { describe, expect, test } from "vitest";
import { parseIdentity } from "../../provider/src/configurations/identity";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { judgeCollection } from "../../provider/src/guards/collection";

const metadata = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";
const webDefaults: Values = {
  useCertificateAuth: true,
  usePinAuth: true,
  useWindowsAuth: "Negotiate",
  useWsFedPassiveAuth: false,
  wsFedPassiveMetadataUri: "",
};
const webOff: Values = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" };
const passive: Values = { ...webOff, useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: metadata };
const proxyDefaults: Values = {
  useCertificateForClientToProxyAuth: true,
  useKerberosForClientToProxyAuth: true,
  useNtlmForClientToProxyAuth: true,
};
const proxyOff: Values = {
  useCertificateForClientToProxyAuth: false,
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
};

const pool = "Service:WebServer:LyncPool01.contoso.com";
const registrar = "Service:Registrar:LyncPool01.contoso.com";

function judge(
  noun: Noun,
  identity: string,
  declared: Values,
  more: { base?: Values; unknown?: string[]; allowGlobalPassive?: boolean } = {},
): string[] {
  const base = more.base ?? (noun === webService ? webDefaults : proxyDefaults);
  const { unknown = [], allowGlobalPassive = false } = more;
  const values = Object.fromEntries(Object.entries({ ...base, ...declared }).filter(([property]) => !unknown.includes(property)));
  const found = judgeCollection({ noun, identity: parseIdentity(identity, noun), values, declared, unknown, allowGlobalPassive });
  return found.map(({ severity, property, message }) => `${severity} ${property}: ${message}`);
}

describe("a guard over a collection's own settings", () => {
  test.each([
    [
      "Web Services with no method left on",
      webService,
      pool,
      webOff,
      "refused : no sign-in method would be left on: everyone of LyncPool01.contoso.com would be locked out",
    ],
    ["a site with no method left on", webService, "Site:Redmond", webOff, "everyone that inherits it would be locked out"],
    [
      "a proxy with no method left on",
      proxy,
      registrar,
      proxyOff,
      "Leave one of useCertificateForClientToProxyAuth, useKerberosForClientToProxyAuth, useNtlmForClientToProxyAuth on",
    ],
    [
      "passive without a metadata URI",
      webService,
      pool,
      { ...passive, wsFedPassiveMetadataUri: "" },
      "refused wsFedPassiveMetadataUri: passive authentication is on, but there is no metadata URI",
    ],
    [
      "passive with AD FS's page of sign-in for a metadata URI",
      webService,
      pool,
      { ...passive, wsFedPassiveMetadataUri: "https://dc.contoso.com/adfs/ls" },
      'refused wsFedPassiveMetadataUri: passive authentication is on, but "https://dc.contoso.com/adfs/ls" is not where AD FS publishes its metadata: nobody could sign in',
    ],
    [
      "passive with a metadata URI over http",
      webService,
      pool,
      { ...passive, wsFedPassiveMetadataUri: "http://dc.contoso.com/" },
      '"http://dc.contoso.com/" is no absolute https URI',
    ],
    ["passive at global scope", webService, "Global", passive, "refused useWsFedPassiveAuth: passive authentication at global scope"],
    [
      "passive beside certificates",
      webService,
      pool,
      { ...passive, useCertificateAuth: true },
      "warned useWsFedPassiveAuth: passive authentication is on beside useCertificateAuth: clients like passive least",
    ],
    [
      "passive beside PIN and Windows",
      webService,
      pool,
      { ...passive, usePinAuth: true, useWindowsAuth: "NTLM" },
      "is on beside usePinAuth, useWindowsAuth",
    ],
    ["passive at site scope", webService, "Site:Redmond", passive, "warned useWsFedPassiveAuth: passive authentication at site scope"],
    [
      "a preferred method of mobile clients",
      webService,
      pool,
      { ...passive, mobilePreferredAuthType: "OAuth" },
      "warned mobilePreferredAuthType",
    ],
    [
      "Kerberos as a proxy's only method",
      proxy,
      registrar,
      { ...proxyOff, useKerberosForClientToProxyAuth: true },
      "warned useKerberosForClientToProxyAuth: Kerberos is the only method left",
    ],
  ] as const)("speaks of %s", (_what, noun, identity, declared, said) => {
    expect(judge(noun, identity, declared)).toEqual([expect.stringContaining(said)]);
  });

  test.each([
    ["each Web Services method alone", webService, pool, { ...webOff, useCertificateAuth: true }],
    ["PIN alone", webService, pool, { ...webOff, usePinAuth: true }],
    ["Windows alone", webService, pool, { ...webOff, useWindowsAuth: "NTLM" }],
    ["passive alone, with its URI", webService, pool, passive],
    ["a metadata URI without passive", webService, pool, { wsFedPassiveMetadataUri: metadata }],
    ["methods at site scope without passive", webService, "Site:Redmond", { usePinAuth: false }],
    ["settings at global scope without passive", webService, "Global", { usePinAuth: false }],
    ["None as a preferred method of mobile clients", webService, pool, { ...passive, mobilePreferredAuthType: "None" }],
    ["certificates alone at a proxy", proxy, registrar, { ...proxyOff, useCertificateForClientToProxyAuth: true }],
    ["NTLM alone at a proxy", proxy, registrar, { ...proxyOff, useNtlmForClientToProxyAuth: true }],
    ["Kerberos beside NTLM", proxy, registrar, { useCertificateForClientToProxyAuth: false }],
  ] as const)("has nothing to say of %s", (_what, noun, identity, declared) => {
    expect(judge(noun, identity, declared)).toEqual([]);
  });

  test("lets passive at global scope pass where it is allowed, and where somebody else turned it on", () => {
    expect(judge(webService, "Global", passive, { allowGlobalPassive: true })).toEqual([]);
    expect(judge(webService, "Global", { maxGroupSizeToExpand: 7 }, { base: passive })).toEqual([]);
  });

  test("judges the collection as it will be: declared settings over what is there", () => {
    expect(
      judge(webService, pool, { useWindowsAuth: "None" }, { base: { ...webDefaults, useCertificateAuth: false, usePinAuth: false } }),
    ).toHaveLength(1);
    expect(judge(webService, pool, { useWindowsAuth: "None" }, { base: { ...webDefaults, useCertificateAuth: false } })).toEqual([]);
  });

  test("a method whose value nobody knows counts as off where any is asked for, and as not on beside passive", () => {
    expect(judge(webService, pool, webOff, { base: {} })).toHaveLength(1);
    expect(judge(webService, pool, { useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: metadata }, { base: {} })).toEqual([
      expect.stringContaining(
        "warned useWsFedPassiveAuth: passive authentication is on, and whether useCertificateAuth, usePinAuth, useWindowsAuth are off nobody knows",
      ),
    ]);
  });

  test("a value that is not known yet is judged when it is", () => {
    expect(judge(webService, pool, { ...webOff, useCertificateAuth: "?" }, { unknown: ["useCertificateAuth"] })).toEqual([]);
    expect(judge(webService, pool, { ...passive, wsFedPassiveMetadataUri: "?" }, { unknown: ["wsFedPassiveMetadataUri"] })).toEqual([]);
  });
});
