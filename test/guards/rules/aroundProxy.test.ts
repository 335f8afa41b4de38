import { describe, expect, test } from "vitest";
import type { ProxyValues } from "../../../provider/src/configurations/proxy";
import type { WebServiceValues } from "../../../provider/src/configurations/webService";
import type { Finding } from "../../../provider/src/finding";
import { judgeProxy as judgeProxyIn, type AroundProxy } from "../../../provider/src/guards/rules/aroundProxy";
import { codesOf } from "../../support/codesOf";
import { certificateAlone, modern, off, ordinary, passive } from "../../support/ruleValues";

const pool = "LyncPool01.contoso.com";
const judgeProxy = (values: ProxyValues, around: AroundProxy, deployment = ordinary): Finding[] => judgeProxyIn(values, around, deployment);

describe("a proxy, beside the Web Services of its pool", () => {
  test("with certificates alone is refused where no web ticket is to be had, and only there", () => {
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: off }))).toEqual(["refused noWayToTicket"]);
    // A certificate is no way to one.
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: { ...off, useCertificateAuth: true } }))).toHaveLength(1);
    expect(judgeProxy(certificateAlone, { pool, web: { ...off, useWindowsAuth: "NTLM" } })).toEqual([]);
    expect(judgeProxy(certificateAlone, { pool, web: off }, modern)).toEqual([]);
    expect(judgeProxy(certificateAlone, { pool, web: passive })).toEqual([]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool, web: off })).toEqual([]);
  });

  test.each([{}, { useCertificateAuth: true }])("with certificates alone, where PIN is the only way to one (%o), is warned of", (more) => {
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: { ...off, usePinAuth: true, ...more } }))).toEqual(["warned phonesAlone"]);
  });

  test("has certificates alone, too, where its NTLM is left to clients before Lync 2010", () => {
    const ntlm = { ...certificateAlone, useNtlmForClientToProxyAuth: true, disableNtlmFor2010AndLaterClients: true };
    expect(codesOf(judgeProxy(ntlm, { pool, web: off }))).toEqual(["refused noWayToTicket"]);
    // And beside passive it is a way in all the same.
    expect(codesOf(judgeProxy(ntlm, { pool, web: passive }))).toEqual(["warned noSecondFactor"]);
  });

  test("of a pool that is passive beside another method is not spoken of", () => {
    const all = { useCertificateForClientToProxyAuth: true, useKerberosForClientToProxyAuth: true, useNtlmForClientToProxyAuth: true };
    expect(judgeProxy(all, { pool, web: { ...passive, useWindowsAuth: "Negotiate" } })).toEqual([]);
    expect(judgeProxy(all, { pool, web: { ...passive, usePinAuth: true } })).toEqual([]);
    expect(judgeProxy(all, { pool, web: { ...passive, useCertificateAuth: true } })).toHaveLength(1);
  });

  test("with certificates alone, and nobody knows what stands behind, is warned of", () => {
    expect(codesOf(judgeProxy(certificateAlone, { pool: undefined, web: undefined }))).toEqual(["warned wayToTicketUnknown"]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool: undefined, web: undefined })).toEqual([]);
  });

  test("of an Edge with certificates alone is warned of where its next hop is not passive, and only there", () => {
    const next: WebServiceValues = { ...off, useWindowsAuth: "NTLM" };
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: next, isNextHop: true }))).toEqual(["warned edgeAsksMore"]);
    expect(judgeProxy(certificateAlone, { pool, web: passive, isNextHop: true })).toEqual([]);
  });

  test("of an Edge with certificates alone is warned of where other pools behind its passive next hop are left out, and only there", () => {
    const around = { pool, web: passive, leftOut: ["A", "B", "C", "D"] };
    const findings = judgeProxy(certificateAlone, around);
    expect(codesOf(findings)).toEqual(["warned edgeLocksOut"]);
    expect(findings[0]?.message).toContain("A, B, C and 1 more in its site");
    expect(judgeProxy(certificateAlone, { ...around, leftOut: [] })).toEqual([]);
    // With Kerberos on as well, they are let in: what is wrong is another thing.
    expect(codesOf(judgeProxy({ ...certificateAlone, useKerberosForClientToProxyAuth: true }, around))).toEqual(["warned noSecondFactor"]);
  });

  test("without certificates is warned of where the pool is passive, and only there", () => {
    const ntlm = { useCertificateForClientToProxyAuth: false, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };
    expect(codesOf(judgeProxy(ntlm, { pool, web: passive }))).toEqual(["warned certificateOff"]);
    expect(judgeProxy(ntlm, { pool, web: { ...off, usePinAuth: true } })).toEqual([]);
  });

  test.each(["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"])(
    "with %s on is warned of where the pool is passive, and only there",
    (property) => {
      const values = { ...certificateAlone, [property]: true };
      expect(codesOf(judgeProxy(values, { pool, web: passive }))).toEqual(["warned noSecondFactor"]);
      expect(judgeProxy(values, { pool, web: { ...off, usePinAuth: true } })).toEqual([]);
    },
  );
});
