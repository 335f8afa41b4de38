import { describe, expect, test } from "vitest";
import type { WebServiceValues } from "../../../provider/src/configurations/webService";
import { findingText, type Finding } from "../../../provider/src/finding";
import { judgeModern, judgeWebService, type ProxyOfPool } from "../../../provider/src/guards/rules/aroundWebService";
import { codesOf } from "../../support/codesOf";
import { certificateAlone, modern, off, ordinary, passive } from "../../support/ruleValues";

const texts = (findings: readonly Finding[]): string[] => findings.map((one) => `${one.severity}: ${findingText(one)}`);

describe("Web Services, in their deployment", () => {
  const neighbour = { what: "Its backup pool", pool: "LyncPool02.contoso.com", isPassive: false };
  const registrar: ProxyOfPool = {
    identity: "Global",
    values: { ...certificateAlone, useNtlmForClientToProxyAuth: true },
    isDeclared: false,
  };
  const edge: ProxyOfPool = { ...registrar, edge: "EdgePool01.contoso.com" };
  const branch: ProxyOfPool = { ...registrar, branch: "Branch01.contoso.com" };
  const judged = (
    web: WebServiceValues,
    around: { neighbours?: (typeof neighbour)[]; proxies?: ProxyOfPool[] },
    deployment = ordinary,
  ): string[] => texts(judgeWebService(web, { neighbours: [], proxies: [], unread: [], ...around }, deployment));

  test("that have passive on are refused next to modern authentication, if the program turns passive on and does not allow both", () => {
    const declared = { isDeclared: true, modernAuthentication: true, isAllowed: false };
    expect(codesOf(judgeModern(passive, declared))).toEqual(["refused modernAuthentication"]);
    expect(judgeModern(passive, { ...declared, isAllowed: true })).toEqual([]);
    expect(judgeModern(off, declared)).toEqual([]);
    expect(judgeModern(passive, { ...declared, isDeclared: false })).toEqual([]);
    expect(judgeModern(passive, { ...declared, modernAuthentication: false })).toEqual([]);
  });

  test("that are passive are warned about if a pool that serves the same users is not passive", () => {
    expect(judged(passive, { neighbours: [neighbour] })).toEqual([
      expect.stringMatching(/Its backup pool LyncPool02.contoso.com .*\[neighbourNotPassive\]$/),
    ]);
    expect(judged(passive, { neighbours: [{ ...neighbour, isPassive: true }] })).toEqual([]);
    expect(judged({ ...passive, useWindowsAuth: "NTLM" }, { neighbours: [neighbour], proxies: [registrar, edge] })).toEqual([]);
  });

  test("that are passive are warned about if their undeclared proxy, or an Edge in front of them, lets users sign in with a password", () => {
    expect(judged(passive, { proxies: [registrar] })).toEqual([
      expect.stringMatching(/in the pool's proxy collection \("Global"\).*\[noSecondFactor\]$/),
    ]);
    expect(judged(passive, { proxies: [{ ...registrar, isDeclared: true }] })).toEqual([]);
    for (const isDeclared of [true, false]) {
      expect(judged(passive, { proxies: [{ ...edge, isDeclared }] })).toEqual([
        expect.stringMatching(/at EdgePool01.contoso.com, the Edge in front of this pool .*\[noSecondFactor\]$/),
      ]);
    }
    expect(judged(passive, { proxies: [{ ...edge, values: certificateAlone }] })).toEqual([]);
  });

  test("that are passive are warned about if a branch that they serve lets users sign in with a password, and the warning says what to declare", () => {
    expect(judged(passive, { proxies: [branch] })).toEqual([
      expect.stringMatching(
        /Declare the branch's proxy \(ProxyConfiguration "Service:Registrar:Branch01.contoso.com"\).*\[noSecondFactor\]$/,
      ),
    ]);
    expect(judged(passive, { proxies: [{ ...branch, isDeclared: true }] })).toEqual([
      expect.stringMatching(/Turn both Kerberos and NTLM off there\. \[noSecondFactor\]$/),
    ]);
    expect(judged(passive, { proxies: [{ ...branch, values: certificateAlone }] })).toEqual([]);
  });

  test("that give no client a certificate are warned about if an undeclared proxy takes only certificates", () => {
    const alone = { ...registrar, values: certificateAlone };
    const withCertificate = { ...off, useCertificateAuth: true };
    expect(judged(withCertificate, { proxies: [alone] })).toEqual([expect.stringMatching(/^warned: .*\[noWayToTicket\]$/)]);
    expect(judged({ ...withCertificate, usePinAuth: true }, { proxies: [alone] })).toEqual([expect.stringMatching(/\[phonesAlone\]$/)]);
    expect(judged(withCertificate, { proxies: [{ ...alone, isDeclared: true }] })).toEqual([]);
    expect(judged(withCertificate, { proxies: [registrar] })).toEqual([]);
    expect(judged(withCertificate, { proxies: [alone] }, modern)).toEqual([]);
  });
});
