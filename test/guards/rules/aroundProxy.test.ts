import { describe, expect, test } from "vitest";
import type { ProxyValues } from "../../../provider/src/configurations/proxy";
import type { WebServiceValues } from "../../../provider/src/configurations/webService";
import type { Finding } from "../../../provider/src/finding";
import { judgeProxy as judgeProxyIn, type AroundProxy } from "../../../provider/src/guards/rules/aroundProxy";
import { codesOf } from "../../support/codesOf";
import { certificateAlone, modern, off, ordinary, passive } from "../../support/ruleValues";

const pool = "LyncPool01.contoso.com";
const judgeProxy = (values: ProxyValues, around: AroundProxy, deployment = ordinary): Finding[] => judgeProxyIn(values, around, deployment);

describe("a proxy, together with the Web Services of its pool", () => {
  test("with only certificates is refused if no client can get a web ticket, and only then", () => {
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: off }))).toEqual(["refused noWayToTicket"]);
    // A client cannot get a web ticket with a certificate that it does not have yet.
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: { ...off, useCertificateAuth: true } }))).toHaveLength(1);
    expect(judgeProxy(certificateAlone, { pool, web: { ...off, useWindowsAuth: "NTLM" } })).toEqual([]);
    expect(judgeProxy(certificateAlone, { pool, web: off }, modern)).toEqual([]);
    expect(judgeProxy(certificateAlone, { pool, web: passive })).toEqual([]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool, web: off })).toEqual([]);
  });

  test.each([{}, { useCertificateAuth: true }])("with only certificates is warned about if only PIN gives one (%o)", (more) => {
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: { ...off, usePinAuth: true, ...more } }))).toEqual(["warned phonesAlone"]);
  });

  test("also counts as having only certificates if it allows NTLM only for clients older than Lync 2010", () => {
    const ntlm = { ...certificateAlone, useNtlmForClientToProxyAuth: true, disableNtlmFor2010AndLaterClients: true };
    expect(codesOf(judgeProxy(ntlm, { pool, web: off }))).toEqual(["refused noWayToTicket"]);
    // If the pool is passive, such NTLM is a finding, because it still lets clients sign in.
    expect(codesOf(judgeProxy(ntlm, { pool, web: passive }))).toEqual(["warned noSecondFactor"]);
  });

  test("has no finding if its pool has passive authentication on next to another method", () => {
    const all = { useCertificateForClientToProxyAuth: true, useKerberosForClientToProxyAuth: true, useNtlmForClientToProxyAuth: true };
    expect(judgeProxy(all, { pool, web: { ...passive, useWindowsAuth: "Negotiate" } })).toEqual([]);
    expect(judgeProxy(all, { pool, web: { ...passive, usePinAuth: true } })).toEqual([]);
    expect(judgeProxy(all, { pool, web: { ...passive, useCertificateAuth: true } })).toHaveLength(1);
  });

  test("with only certificates is warned about if the Web Services behind it are unknown", () => {
    expect(codesOf(judgeProxy(certificateAlone, { pool: undefined, web: undefined }))).toEqual(["warned wayToTicketUnknown"]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool: undefined, web: undefined })).toEqual([]);
  });

  test("of an Edge with only certificates is warned about if its next hop is not passive, and only then", () => {
    const next: WebServiceValues = { ...off, useWindowsAuth: "NTLM" };
    expect(codesOf(judgeProxy(certificateAlone, { pool, web: next, isNextHop: true }))).toEqual(["warned edgeAsksMore"]);
    expect(judgeProxy(certificateAlone, { pool, web: passive, isNextHop: true })).toEqual([]);
  });

  test("of an Edge with only certificates is warned about if it locks out pools next to its passive next hop, and only then", () => {
    const around = { pool, web: passive, leftOut: ["A", "B", "C", "D"] };
    const findings = judgeProxy(certificateAlone, around);
    expect(codesOf(findings)).toEqual(["warned edgeLocksOut"]);
    expect(findings[0]?.message).toContain("A, B, C and 1 more in the same site");
    expect(judgeProxy(certificateAlone, { ...around, leftOut: [] })).toEqual([]);
    // If Kerberos is also on, their users can sign in, so there is another finding.
    expect(codesOf(judgeProxy({ ...certificateAlone, useKerberosForClientToProxyAuth: true }, around))).toEqual(["warned noSecondFactor"]);
  });

  test("without certificates is warned about if the pool is passive, and only then", () => {
    const ntlm = { useCertificateForClientToProxyAuth: false, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };
    expect(codesOf(judgeProxy(ntlm, { pool, web: passive }))).toEqual(["warned certificateOff"]);
    expect(judgeProxy(ntlm, { pool, web: { ...off, usePinAuth: true } })).toEqual([]);
  });

  test.each(["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"])(
    "with %s on is warned about if the pool is passive, and only then",
    (property) => {
      const values = { ...certificateAlone, [property]: true };
      expect(codesOf(judgeProxy(values, { pool, web: passive }))).toEqual(["warned noSecondFactor"]);
      expect(judgeProxy(values, { pool, web: { ...off, usePinAuth: true } })).toEqual([]);
    },
  );
});
