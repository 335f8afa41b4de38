import { describe, expect, test } from "vitest";
import { judgeInherited, judgeProxy, judgeWebService } from "../../provider/src/guards/surroundings";

const pool = "LyncPool01.contoso.com";
const certificateAlone = {
  useCertificateForClientToProxyAuth: true,
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
};
const off = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None", useWsFedPassiveAuth: false };
const passive = { ...off, useWsFedPassiveAuth: true };
const texts = (findings: { severity: string; message: string }[]): string[] =>
  findings.map(({ severity, message }) => `${severity}: ${message}`);

describe("a proxy, beside the Web Services of its pool", () => {
  test("with certificates alone is refused where no web ticket is to be had, and only there", () => {
    expect(texts(judgeProxy(certificateAlone, { pool, web: off }))).toEqual([
      expect.stringContaining(`refused: certificates alone are left on, and the Web Services of ${pool} offer no way`),
    ]);
    for (const on of [{ useCertificateAuth: true }, { usePinAuth: true }, { useWindowsAuth: "NTLM" }]) {
      expect(judgeProxy(certificateAlone, { pool, web: { ...off, ...on } })).toEqual([]);
    }
    expect(judgeProxy(certificateAlone, { pool, web: passive })).toEqual([]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool, web: off })).toEqual([]);
  });

  test("with certificates alone, and nobody knows what stands behind, is warned of", () => {
    expect(texts(judgeProxy(certificateAlone, { pool: undefined, web: undefined }))).toEqual([
      expect.stringContaining("warned: certificates alone are left on, and what Web Services"),
    ]);
    expect(judgeProxy({ ...certificateAlone, useNtlmForClientToProxyAuth: true }, { pool: undefined, web: undefined })).toEqual([]);
  });

  test("of an Edge with certificates alone is warned of where its next hop is not passive, and only there", () => {
    const next = { ...off, usePinAuth: true };
    expect(texts(judgeProxy(certificateAlone, { pool, web: next, isNextHop: true }))).toEqual([
      expect.stringContaining(`warned: the next hop ${pool} is not passive`),
    ]);
    expect(judgeProxy(certificateAlone, { pool, web: passive, isNextHop: true })).toEqual([]);
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

describe("passive Web Services, in their deployment", () => {
  const alone = { isDeclared: true, modernAuthentication: false, allowWithModernAuthentication: false, neighbours: [] };

  test("are refused beside modern authentication, unless allowed, and only if passive", () => {
    expect(texts(judgeWebService(passive, { ...alone, modernAuthentication: true }))).toEqual([
      expect.stringContaining("refused: modern authentication (ADAL) is on"),
    ]);
    expect(judgeWebService(passive, { ...alone, modernAuthentication: true, allowWithModernAuthentication: true })).toEqual([]);
    expect(judgeWebService(off, { ...alone, modernAuthentication: true })).toEqual([]);
    // Somebody else made it passive.
    expect(judgeWebService(passive, { ...alone, isDeclared: false, modernAuthentication: true })).toEqual([]);
    expect(judgeWebService(passive, alone)).toEqual([]);
  });

  test("are warned of where a pool that serves the same users is not passive", () => {
    const neighbour = { what: "the backup pool", pool: "LyncPool02.contoso.com", isPassive: false };
    expect(texts(judgeWebService(passive, { ...alone, neighbours: [neighbour] }))).toEqual([
      expect.stringContaining("warned: the backup pool LyncPool02.contoso.com is not passive"),
    ]);
    expect(judgeWebService(passive, { ...alone, neighbours: [{ ...neighbour, isPassive: true }] })).toEqual([]);
  });
});

test("what a pool would inherit is warned of where it leaves no method on, and only there", () => {
  expect(texts(judgeInherited(pool, "none"))).toEqual([expect.stringContaining("leaves no sign-in method on")]);
  expect(judgeInherited(pool, "PIN")).toEqual([]);
});
