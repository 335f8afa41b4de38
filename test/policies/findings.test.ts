import { describe, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { findingsAmong, findingsIn, type PolicyResource } from "../../provider/src/policies";
import { typeOf } from "../../provider/src/resources/typeOf";
import { unknownValue } from "../../provider/src/stack/unknown";
import { certificateAlone, off, passive } from "../support/ruleValues";

const pool = "LyncPool01.contoso.com";
const uri = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";

function web(properties: Record<string, unknown> = {}): PolicyResource {
  const identity = `Service:WebServer:${pool}`;
  return { type: typeOf(webService), properties: { identity, ...passive, wsFedPassiveMetadataUri: uri, ...properties } };
}

function proxyWith(properties: Record<string, unknown> = {}): PolicyResource {
  return { type: typeOf(proxy), properties: { identity: `Service:Registrar:${pool}`, ...certificateAlone, ...properties } };
}

const codes = (found: { code: string }[]): string[] => found.map(({ code }) => code);
const codesAmong = (...resources: PolicyResource[]): string[] => findingsAmong(resources).map(({ finding }) => finding.code);

describe("in a resource by itself,", () => {
  test("the rules find nothing if it is sound", () => {
    expect(findingsIn(web(), { metadataDomains: ["contoso.com"] })).toEqual([]);
    expect(findingsIn(proxyWith())).toEqual([]);
  });

  test.each([
    ["globalPassive", { identity: "global", useWindowsAuth: "Negotiate", allowGlobalPassive: true }],
    ["globalPassiveAlone", { identity: "Global", allowGlobalPassiveAlone: true }],
    ["sitePassive", { identity: "Site:Redmond" }],
    ["otherMethodLeft", { usePinAuth: true }],
  ])("the rules find %s, even if an option allows it", (code, properties) => {
    expect(codes(findingsIn(web(properties)))).toContain(code);
    expect(findingsIn(web(properties)).at(-1)?.text).toMatch(/ \[\w+\]$/);
  });

  test("the warnings of check come first and are not repeated", () => {
    const warnings = ["Passive authentication is on next to usePinAuth. [otherMethodLeft]", "Another person changed it. [drift]"];
    const found = findingsIn(web({ usePinAuth: true, warnings }));
    expect(found).toEqual([
      { code: "otherMethodLeft", text: warnings[0] },
      { code: "drift", text: warnings[1] },
    ]);
  });

  test("a new collection has the documented defaults for undeclared settings, and an adopted one has none", () => {
    const declared = { usePinAuth: undefined };
    expect(codes(findingsIn(web(declared)))).toContain("otherMethodLeft");
    for (const existing of [
      { adopt: true },
      { previous: { usePinAuth: false } },
      { inherited: { usePinAuth: false } },
      { inherited: {} },
    ]) {
      expect(codes(findingsIn(web({ ...declared, ...existing })))).not.toContain("otherMethodLeft");
    }
  });

  test("a value that is a secret of an outer collection counts as unknown", () => {
    expect(codes(findingsIn(web({ usePinAuth: undefined, inherited: { usePinAuth: null } })))).not.toContain("otherMethodLeft");
  });

  test("a value that is not known yet is judged once it is known", () => {
    expect(codes(findingsIn(web({ usePinAuth: unknownValue })))).not.toContain("otherMethodLeft");
    expect(findingsIn(web({ identity: unknownValue, usePinAuth: true }))).toEqual([]);
    expect(findingsIn(web({ wsFedPassiveMetadataUri: unknownValue }), { metadataDomains: ["contoso.com"] })).toEqual([]);
  });

  test("resources of other packages, and those that are only read, are ignored", () => {
    const { properties } = web({ identity: "Site:Redmond" });
    expect(findingsIn({ type: "random:index:RandomId", properties })).toEqual([]);
    expect(findingsIn(web({ identity: "Site:Redmond", external: true }))).toEqual([]);
  });
});

describe("a metadata URI within domains", () => {
  test.each([["contoso.com"], ["CONTOSO.com."], ["dc.contoso.com"], ["com"]])("at dc.contoso.com is accepted for %s", (domain) => {
    expect(findingsIn(web(), { metadataDomains: ["fabrikam.com", domain] })).toEqual([]);
  });

  test.each([["fabrikam.com"], ["so.com"], ["adfs.dc.contoso.com"]])("at dc.contoso.com is not accepted for %s", (domain) => {
    const found = findingsIn(web(), { metadataDomains: [domain] });
    expect(codes(found)).toEqual(["metadataUriOutside"]);
    expect(found[0]!.text).toContain(domain);
  });

  test("is not required if there is no URI, or if no domain is configured", () => {
    expect(findingsIn(web({ ...off, wsFedPassiveMetadataUri: "" }), { metadataDomains: ["fabrikam.com"] }).map(({ code }) => code)).toEqual(
      ["noMethodLeft"],
    );
    expect(findingsIn(web())).toEqual([]);
  });

  test("is not named in the text, because it may be a secret", () => {
    expect(findingsIn(web(), { metadataDomains: ["fabrikam.com"] })[0]!.text).not.toContain("dc.contoso.com");
  });
});

test("the rules find that the text of messages is logged", () => {
  expect(codes(findingsIn(proxyWith({ enableLoggingAllMessageBodies: true })))).toEqual(["messageBodiesLogged"]);
  expect(findingsIn(proxyWith({ enableLoggingAllMessageBodies: false }))).toEqual([]);
});

describe("in a proxy and the Web Services of its pool,", () => {
  test("the rules find nothing if both are as the procedure sets them, in any case of letters", () => {
    expect(codesAmong(proxyWith(), web({ identity: "service:webserver:LYNCPOOL01.contoso.com" }))).toEqual([]);
  });

  test.each([
    ["certificateOff", { useCertificateForClientToProxyAuth: false, useKerberosForClientToProxyAuth: true }],
    ["noSecondFactor", { useNtlmForClientToProxyAuth: true }],
    ["noSecondFactor", { useNtlmForClientToProxyAuth: undefined }],
  ])("the rules find %s, and at which resource", (code, properties) => {
    const declared = proxyWith(properties);
    const found = findingsAmong([web(), declared]).filter(({ finding }) => finding.code === code);
    expect(found.map(({ resource }) => resource)).toEqual([declared]);
  });

  test("the rules find a proxy with only certificates if the stack has no Web Services of its pool", () => {
    expect(codesAmong(proxyWith())).toEqual(["wayToTicketUnknown"]);
    expect(codesAmong(proxyWith(), web({ identity: "Service:WebServer:Other.contoso.com" }))).toEqual(["wayToTicketUnknown"]);
  });

  test("if the stack has Web Services, only check judges whether they let a client get a certificate", () => {
    const adopted = { useWsFedPassiveAuth: undefined, useWindowsAuth: undefined, usePinAuth: undefined, adopt: true };
    expect(codesAmong(proxyWith(), web(adopted))).toEqual([]);
    expect(codesAmong(proxyWith(), web(off))).toEqual([]);
  });

  test("Edges and the global proxy are left out, because the stack does not show which pools are behind them", () => {
    const [edge, global] = ["Service:EdgeServer:EdgePool01.contoso.com", "Global"].map((identity) => proxyWith({ identity }));
    expect(codesAmong(edge!, global!)).toEqual([]);
  });
});
