import { describe, expect, test } from "vitest";
import { parseIdentity } from "../../../provider/src/configurations/identity";
import type { Noun, Values } from "../../../provider/src/configurations/noun";
import { proxy } from "../../../provider/src/configurations/proxy";
import { webService } from "../../../provider/src/configurations/webService";
import { findingText } from "../../../provider/src/finding";
import { judgeCollection } from "../../../provider/src/guards/rules/collection";
import type { Judged } from "../../../provider/src/guards/rules/judged";

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
  more: { base?: Values; unknown?: string[] } & Partial<Pick<Judged, "allowed" | "modernAuthentication" | "stored">> = {},
): string[] {
  const base = more.base ?? (noun === webService ? webDefaults : proxyDefaults);
  const { unknown = [], allowed, modernAuthentication, stored } = more;
  const values = Object.fromEntries(Object.entries({ ...base, ...declared }).filter(([property]) => !unknown.includes(property)));
  const found = judgeCollection({
    noun,
    identity: parseIdentity(identity, noun),
    values,
    declared,
    unknown,
    modernAuthentication,
    stored,
    ...(allowed && { allowed }),
  });
  return found.map((finding) => `${finding.severity} ${finding.property}: ${findingText(finding)}`);
}

describe("a guard over a collection's own settings", () => {
  test.each([
    [
      "Web Services with no method left on",
      webService,
      pool,
      webOff,
      /^refused : .*All users of LyncPool01\.contoso\.com.* \[noMethodLeft\]$/,
    ],
    [
      "a site with no method left on",
      webService,
      "Site:Redmond",
      webOff,
      /All users of every pool that inherits this collection.* \[noMethodLeft\]$/,
    ],
    [
      "a proxy with no method left on",
      proxy,
      registrar,
      proxyOff,
      /Leave at least one of useCertificateForClientToProxyAuth, useKerberosForClientToProxyAuth, useNtlmForClientToProxyAuth on\. \[noMethodLeft\]$/,
    ],
    [
      "passive without a metadata URI",
      webService,
      pool,
      { ...passive, wsFedPassiveMetadataUri: "" },
      /^refused wsFedPassiveMetadataUri: .* \[noMetadataUri\]$/,
    ],
    [
      "passive with AD FS's page of sign-in for a metadata URI",
      webService,
      pool,
      { ...passive, wsFedPassiveMetadataUri: "https://dc.contoso.com/adfs/ls" },
      /^refused wsFedPassiveMetadataUri: .*"https:\/\/dc\.contoso\.com\/adfs\/ls" is not where .* \[wrongMetadataUri\]$/,
    ],
    [
      "passive with a metadata URI over http",
      webService,
      pool,
      { ...passive, wsFedPassiveMetadataUri: "http://dc.contoso.com/" },
      /"http:\/\/dc\.contoso\.com\/" is not an absolute https URI.* \[wrongMetadataUri\]$/,
    ],
    ["passive at global scope", webService, "Global", passive, /^refused useWsFedPassiveAuth: .* \[globalPassiveAlone\]$/],
    [
      "passive next to certificates",
      webService,
      pool,
      { ...passive, useCertificateAuth: true },
      /^warned useWsFedPassiveAuth: .* useCertificateAuth\. .* \[otherMethodLeft\]$/,
    ],
    [
      "passive next to PIN and Windows",
      webService,
      pool,
      { ...passive, usePinAuth: true, useWindowsAuth: "NTLM" },
      /usePinAuth, useWindowsAuth\. .* \[otherMethodLeft\]$/,
    ],
    ["passive at site scope", webService, "Site:Redmond", passive, /^warned useWsFedPassiveAuth: .* \[sitePassive\]$/],
    [
      "a preferred method of mobile clients",
      webService,
      pool,
      { ...passive, mobilePreferredAuthType: "OAuth" },
      /^warned mobilePreferredAuthType: .* \[mobileMethodUnsure\]$/,
    ],
    [
      "Kerberos as a proxy's only method",
      proxy,
      registrar,
      { ...proxyOff, useKerberosForClientToProxyAuth: true },
      /^warned useKerberosForClientToProxyAuth: .* \[kerberosAlone\]$/,
    ],
  ] as const)("finds fault with %s", (_what, noun, identity, declared, said) => {
    expect(judge(noun, identity, declared)).toEqual([expect.stringMatching(said)]);
  });

  test.each([
    ["only certificates in Web Services", webService, pool, { ...webOff, useCertificateAuth: true }],
    ["only PIN", webService, pool, { ...webOff, usePinAuth: true }],
    ["only Windows", webService, pool, { ...webOff, useWindowsAuth: "NTLM" }],
    ["only passive, with its URI", webService, pool, passive],
    ["a metadata URI without passive", webService, pool, { wsFedPassiveMetadataUri: metadata }],
    ["methods at site scope without passive", webService, "Site:Redmond", { usePinAuth: false }],
    ["settings at global scope without passive", webService, "Global", { usePinAuth: false }],
    ["None as a preferred method of mobile clients", webService, pool, { ...passive, mobilePreferredAuthType: "None" }],
    ["only certificates at a proxy", proxy, registrar, { ...proxyOff, useCertificateForClientToProxyAuth: true }],
    ["only NTLM at a proxy", proxy, registrar, { ...proxyOff, useNtlmForClientToProxyAuth: true }],
    ["Kerberos next to NTLM", proxy, registrar, { useCertificateForClientToProxyAuth: false }],
  ] as const)("finds no fault with %s", (_what, noun, identity, declared) => {
    expect(judge(noun, identity, declared)).toEqual([]);
  });

  test("accepts passive at global scope if an option allows it, with a warning if it is the only method, whether or not this run turned it on", () => {
    const allowed = { globalPassive: true, globalPassiveAlone: false };
    const alone = { globalPassive: false, globalPassiveAlone: true };
    const beside = { ...passive, useWindowsAuth: "NTLM" };
    const refusal = [expect.stringMatching(/^refused useWsFedPassiveAuth: .* \[globalPassive(Alone)?\]$/)];
    for (const values of [beside, { ...passive, usePinAuth: true }]) {
      expect(judge(webService, "Global", values)).toEqual(refusal);
      expect(judge(webService, "Global", values, { allowed })).toEqual([]);
      expect(judge(webService, "Global", values, { allowed: alone })).toEqual([]);
    }
    for (const values of [passive, { ...passive, useCertificateAuth: true }]) {
      expect(judge(webService, "Global", values, { allowed })).toEqual(refusal);
      expect(judge(webService, "Global", values, { allowed: alone })).toEqual([
        expect.stringMatching(/^warned useWsFedPassiveAuth: .* \[globalPassiveAlone\]$/),
      ]);
    }
    expect(judge(webService, "Global", { maxGroupSizeToExpand: 7 }, { base: passive })).toEqual(refusal);
    expect(judge(webService, "Global", { ...passive, useWindowsAuth: "?" }, { unknown: ["useWindowsAuth"] })).toEqual([]);
  });

  describe("that judges the preferred method of mobile clients:", () => {
    const told = (preferred: string, web: Values, more: Parameters<typeof judge>[3] = {}): string[] =>
      judge(webService, pool, web, { base: { ...webDefaults, mobilePreferredAuthType: preferred }, ...more }).filter((text) =>
        text.includes("mobilePreferred"),
      );

    test.each([
      ["WebTicketServiceWinNtlm", "useWindowsAuth", ["NTLM", "Negotiate"], "None"],
      ["WebTicketServiceWinNegotiate", "useWindowsAuth", ["Negotiate"], "NTLM"],
      ["WebTicketServiceCert", "useCertificateAuth", [true], false],
      ["WebTicketServicePin", "usePinAuth", [true], false],
      ["WsFedPassive", "useWsFedPassiveAuth", [true], false],
    ] as const)("%s is refused if its method is off, inherited or not, and otherwise accepted", (preferred, property, on, isOff) => {
      const uri = { wsFedPassiveMetadataUri: metadata };
      expect(told(preferred, { ...uri, [property]: isOff })).toEqual([
        expect.stringMatching(
          `^refused mobilePreferredAuthType: .*"${preferred}", but ${property} is ${JSON.stringify(isOff)}.* \\[mobileMethodOff\\]$`,
        ),
      ]);
      for (const value of on) expect(told(preferred, { ...uri, [property]: value })).toEqual([]);
      expect(told(preferred, { [property]: "?" }, { unknown: [property] })).toEqual([]);
    });

    test("OAuth and WsFedBearer need modern authentication, and for two others it is unknown what they need", () => {
      for (const preferred of ["OAuth", "WsFedBearer"]) {
        expect(told(preferred, {}, { modernAuthentication: true })).toEqual([]);
        expect(told(preferred, {}, { modernAuthentication: false })).toEqual([expect.stringMatching(/^warned .* \[mobileMethodUnsure\]$/)]);
      }
      for (const preferred of ["WebTicketServiceAnon", "WebTicketServiceAuth"])
        expect(told(preferred, {})).toEqual([expect.stringMatching(/^warned .* \[mobileMethodUnsure\]$/)]);
    });
  });

  test("warns about an override of the methods when a pool becomes passive, unless the override is declared", () => {
    const base = { ...webDefaults, overrideAuthTypeForExternalClients: "Ntlm" };
    expect(judge(webService, pool, passive, { base })).toEqual([
      expect.stringMatching(/^warned overrideAuthTypeForExternalClients: .*"Ntlm".* \[authTypeOverridden\]$/),
    ]);
    expect(judge(webService, pool, passive, { base, stored: { ...base, ...passive } })).toEqual([]);
    expect(judge(webService, pool, { ...passive, overrideAuthTypeForExternalClients: "Ntlm" }, { base })).toEqual([]);
  });

  test("counts NTLM as off if it is allowed only for clients older than Lync 2010", () => {
    const left = { ...proxyOff, useNtlmForClientToProxyAuth: true, disableNtlmFor2010AndLaterClients: true };
    expect(judge(proxy, registrar, left)).toEqual([
      expect.stringMatching(
        /^refused : .* disableNtlmFor2010AndLaterClients allows NTLM only for clients older than Lync 2010\. .* \[noMethodLeft\]$/,
      ),
    ]);
    expect(judge(proxy, registrar, { ...left, useKerberosForClientToProxyAuth: true })).toEqual([
      expect.stringMatching(/^warned useKerberosForClientToProxyAuth: .* \[kerberosAlone\]$/),
    ]);
    expect(judge(proxy, registrar, { ...left, useCertificateForClientToProxyAuth: true })).toEqual([]);
  });

  test("warns that only OAuth is left in the run that turns the last other method off, but refuses this at a proxy", () => {
    const modernAuthentication = true;
    expect(judge(webService, pool, webOff, { modernAuthentication, stored: webDefaults })).toEqual([
      expect.stringMatching(/^warned : .*All users of LyncPool01\.contoso\.com.* \[oauthAloneLeft\]$/),
    ]);
    expect(judge(webService, pool, webOff, { modernAuthentication })).toHaveLength(1);
    expect(judge(webService, pool, webOff, { modernAuthentication, stored: { ...webOff, useWsFedPassiveAuth: false } })).toEqual([]);
    expect(judge(proxy, registrar, proxyOff, { modernAuthentication })).toEqual([expect.stringMatching(/^refused .* \[noMethodLeft\]$/)]);
  });

  test("judges the collection as it will be, with the declared settings in place of the stored ones", () => {
    expect(
      judge(webService, pool, { useWindowsAuth: "None" }, { base: { ...webDefaults, useCertificateAuth: false, usePinAuth: false } }),
    ).toHaveLength(1);
    expect(judge(webService, pool, { useWindowsAuth: "None" }, { base: { ...webDefaults, useCertificateAuth: false } })).toEqual([]);
  });

  test("counts an unknown method as off if at least one must be on, and warns about it next to passive", () => {
    expect(judge(webService, pool, webOff, { base: {} })).toHaveLength(1);
    expect(judge(webService, pool, { useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: metadata }, { base: {} })).toEqual([
      expect.stringMatching(/^warned useWsFedPassiveAuth: .*useCertificateAuth, usePinAuth, useWindowsAuth.* \[otherMethodUnknown\]$/),
    ]);
  });

  test("judges a value that is not known yet once it is known", () => {
    expect(judge(webService, pool, { ...webOff, useCertificateAuth: "?" }, { unknown: ["useCertificateAuth"] })).toEqual([]);
    expect(judge(webService, pool, { ...passive, wsFedPassiveMetadataUri: "?" }, { unknown: ["wsFedPassiveMetadataUri"] })).toEqual([]);
  });
});
