import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import type { Finding } from "../../provider/src/finding";
import {
  judgeInherited,
  judgeModern,
  judgeProxy as judgeProxyIn,
  judgeWebService,
  type AroundProxy,
  type ProxyOfPool,
} from "../../provider/src/guards/surroundings";

const pool = "LyncPool01.contoso.com";
const certificateAlone = {
  useCertificateForClientToProxyAuth: true,
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
};
const off = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None", useWsFedPassiveAuth: false };
const passive = { ...off, useWsFedPassiveAuth: true };
const modern = { modernAuthentication: true };
const ordinary = { modernAuthentication: false };
const judgeProxy = (values: Values, around: AroundProxy, deployment = ordinary): Finding[] => judgeProxyIn(values, around, deployment);
const texts = (findings: { severity: string; message: string }[]): string[] =>
  findings.map(({ severity, message }) => `${severity}: ${message}`);

describe("a proxy, beside the Web Services of its pool", () => {
  test("with certificates alone is refused where no web ticket is to be had, and only there", () => {
    expect(texts(judgeProxy(certificateAlone, { pool, web: off }))).toEqual([
      expect.stringContaining(`refused: certificates alone are left on, and the Web Services of ${pool} offer no way`),
    ]);
    // A certificate is no way to one.
    expect(texts(judgeProxy(certificateAlone, { pool, web: { ...off, useCertificateAuth: true } }))).toHaveLength(1);
    expect(judgeProxy(certificateAlone, { pool, web: { ...off, useWindowsAuth: "NTLM" } })).toEqual([]);
    expect(judgeProxy(certificateAlone, { pool, web: off }, modern)).toEqual([]);
    expect(judgeProxy(certificateAlone, { pool, web: passive })).toEqual([]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool, web: off })).toEqual([]);
  });

  test.each([{}, { useCertificateAuth: true }])("with certificates alone, where PIN is the only way to one (%o), is warned of", (more) => {
    expect(texts(judgeProxy(certificateAlone, { pool, web: { ...off, usePinAuth: true, ...more } }))).toEqual([
      `warned: certificates alone are left on, and PIN is the only way to one at ${pool}: phones can get one, and no other client`,
    ]);
  });

  test("has certificates alone, too, where its NTLM is left to clients before Lync 2010", () => {
    const ntlm = { ...certificateAlone, useNtlmForClientToProxyAuth: true, disableNtlmFor2010AndLaterClients: true };
    expect(texts(judgeProxy(ntlm, { pool, web: off }))).toEqual([expect.stringContaining("refused: certificates alone are left on")]);
    // And beside passive it is a way in all the same.
    expect(texts(judgeProxy(ntlm, { pool, web: passive }))).toEqual([expect.stringContaining("useNtlmForClientToProxyAuth on beside it")]);
  });

  test("of a pool that is passive beside another method is not spoken of", () => {
    const all = { useCertificateForClientToProxyAuth: true, useKerberosForClientToProxyAuth: true, useNtlmForClientToProxyAuth: true };
    expect(judgeProxy(all, { pool, web: { ...passive, useWindowsAuth: "Negotiate" } })).toEqual([]);
    expect(judgeProxy(all, { pool, web: { ...passive, usePinAuth: true } })).toEqual([]);
    expect(judgeProxy(all, { pool, web: { ...passive, useCertificateAuth: true } })).toHaveLength(1);
  });

  test("with certificates alone, and nobody knows what stands behind, is warned of", () => {
    expect(texts(judgeProxy(certificateAlone, { pool: undefined, web: undefined }))).toEqual([
      expect.stringContaining("warned: certificates alone are left on, and what Web Services"),
    ]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool: undefined, web: undefined })).toEqual([]);
  });

  test("of an Edge with certificates alone is warned of where its next hop is not passive, and only there", () => {
    const next = { ...off, useWindowsAuth: "NTLM" };
    expect(texts(judgeProxy(certificateAlone, { pool, web: next, isNextHop: true }))).toEqual([
      expect.stringContaining(`warned: the next hop ${pool} is not passive`),
    ]);
    expect(judgeProxy(certificateAlone, { pool, web: passive, isNextHop: true })).toEqual([]);
  });

  test("of an Edge with certificates alone is warned of where other pools behind its passive next hop are left out, and only there", () => {
    const around = { pool, web: passive, leftOut: ["A", "B", "C", "D"] };
    expect(texts(judgeProxy(certificateAlone, around))).toEqual([
      expect.stringContaining(`warned: the next hop ${pool} is passive, and A, B, C and 1 more in its site will not be`),
    ]);
    expect(judgeProxy(certificateAlone, { ...around, leftOut: [] })).toEqual([]);
    // With Kerberos on as well, they are let in: what is wrong is another thing.
    expect(texts(judgeProxy({ ...certificateAlone, useKerberosForClientToProxyAuth: true }, around))).toEqual([
      expect.stringContaining("useKerberosForClientToProxyAuth on beside it"),
    ]);
  });

  test("without certificates is warned of where the pool is passive, and only there", () => {
    const ntlm = { useCertificateForClientToProxyAuth: false, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };
    expect(texts(judgeProxy(ntlm, { pool, web: passive }))).toEqual([expect.stringContaining("with a certificate, which is off here")]);
    expect(judgeProxy(ntlm, { pool, web: { ...off, usePinAuth: true } })).toEqual([]);
  });

  test.each(["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"])(
    "with %s on is warned of where the pool is passive, and only there",
    (property) => {
      const values = { ...certificateAlone, [property]: true };
      expect(texts(judgeProxy(values, { pool, web: passive }))).toEqual([
        expect.stringContaining(`${property} on beside it: clients sign in without the second factor`),
      ]);
      expect(judgeProxy(values, { pool, web: { ...off, usePinAuth: true } })).toEqual([]);
    },
  );
});

describe("Web Services, in their deployment", () => {
  const neighbour = { what: "the backup pool", pool: "LyncPool02.contoso.com", isPassive: false };
  const registrar: ProxyOfPool = {
    identity: "Global",
    values: { ...certificateAlone, useNtlmForClientToProxyAuth: true },
    isDeclared: false,
  };
  const edge: ProxyOfPool = { ...registrar, edge: "EdgePool01.contoso.com" };
  const branch: ProxyOfPool = { ...registrar, branch: "Branch01.contoso.com" };
  const judged = (web: Values, around: { neighbours?: (typeof neighbour)[]; proxies?: ProxyOfPool[] }, deployment = ordinary): string[] =>
    texts(judgeWebService(web, { neighbours: [], proxies: [], unread: [], ...around }, deployment));

  test("that are passive are refused beside modern authentication, unless allowed, and only where the program makes them so", () => {
    const declared = { isDeclared: true, modernAuthentication: true, isAllowed: false };
    expect(texts(judgeModern(passive, declared))).toEqual([expect.stringContaining("refused: modern authentication (ADAL) is on")]);
    expect(judgeModern(passive, { ...declared, isAllowed: true })).toEqual([]);
    expect(judgeModern(off, declared)).toEqual([]);
    expect(judgeModern(passive, { ...declared, isDeclared: false })).toEqual([]);
    expect(judgeModern(passive, { ...declared, modernAuthentication: false })).toEqual([]);
  });

  test("that are passive are warned of where a pool that serves the same users is not; beside other methods they are not", () => {
    expect(judged(passive, { neighbours: [neighbour] })).toEqual([
      expect.stringContaining("warned: the backup pool LyncPool02.contoso.com is not passive"),
    ]);
    expect(judged(passive, { neighbours: [{ ...neighbour, isPassive: true }] })).toEqual([]);
    expect(judged({ ...passive, useWindowsAuth: "NTLM" }, { neighbours: [neighbour], proxies: [registrar, edge] })).toEqual([]);
  });

  test("that are passive are warned of where a proxy of theirs that is not declared, or an Edge in front of them, lets people in by a password", () => {
    expect(judged(passive, { proxies: [registrar] })).toEqual([
      expect.stringContaining('useNtlmForClientToProxyAuth in its proxy collection ("Global")'),
    ]);
    expect(judged(passive, { proxies: [{ ...registrar, isDeclared: true }] })).toEqual([]);
    for (const isDeclared of [true, false]) {
      expect(judged(passive, { proxies: [{ ...edge, isDeclared }] })).toEqual([
        expect.stringContaining("useNtlmForClientToProxyAuth at the Edge in front of it, EdgePool01.contoso.com"),
      ]);
    }
    expect(judged(passive, { proxies: [{ ...edge, values: certificateAlone }] })).toEqual([]);
  });

  test("that are passive are warned of where a branch in front of them lets people in by a password, with what is to be declared", () => {
    expect(judged(passive, { proxies: [branch] })).toEqual([
      expect.stringContaining('Declare the branch\'s proxy (ProxyConfiguration "Service:Registrar:Branch01.contoso.com"), with both off'),
    ]);
    expect(judged(passive, { proxies: [{ ...branch, isDeclared: true }] })).toEqual([expect.stringContaining("Turn both off there")]);
    expect(judged(passive, { proxies: [{ ...branch, values: certificateAlone }] })).toEqual([]);
  });

  test("that offer no way to a certificate are warned of where one is all that a proxy takes, which is not declared", () => {
    const alone = { ...registrar, values: certificateAlone };
    const withCertificate = { ...off, useCertificateAuth: true };
    expect(judged(withCertificate, { proxies: [alone] })).toEqual([expect.stringContaining("nobody new could get a certificate")]);
    expect(judged({ ...withCertificate, usePinAuth: true }, { proxies: [alone] })).toEqual([
      expect.stringContaining("phones can get one, and no other client"),
    ]);
    expect(judged(withCertificate, { proxies: [{ ...alone, isDeclared: true }] })).toEqual([]);
    expect(judged(withCertificate, { proxies: [registrar] })).toEqual([]);
    expect(judged(withCertificate, { proxies: [alone] }, modern)).toEqual([]);
  });
});

test("what a pool would inherit is warned of where it leaves no method on, and only there", () => {
  expect(texts(judgeInherited(pool, "none"))).toEqual([expect.stringContaining("leaves no sign-in method on")]);
  expect(judgeInherited(pool, "PIN")).toEqual([]);
});
