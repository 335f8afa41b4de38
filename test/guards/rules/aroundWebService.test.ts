import { describe, expect, test } from "vitest";
import type { WebServiceValues } from "../../../provider/src/configurations/webService";
import { findingText, type Finding } from "../../../provider/src/finding";
import { judgeModern, judgeWebService, type ProxyOfPool } from "../../../provider/src/guards/rules/aroundWebService";
import { codesOf } from "../../support/codesOf";
import { certificateAlone, modern, off, ordinary, passive } from "../../support/ruleValues";

const texts = (findings: readonly Finding[]): string[] => findings.map((one) => `${one.severity}: ${findingText(one)}`);

describe("Web Services, in their deployment", () => {
  const neighbour = { what: "the backup pool", pool: "LyncPool02.contoso.com", isPassive: false };
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

  test("that are passive are refused beside modern authentication, unless allowed, and only where the program makes them so", () => {
    const declared = { isDeclared: true, modernAuthentication: true, isAllowed: false };
    expect(codesOf(judgeModern(passive, declared))).toEqual(["refused modernAuthentication"]);
    expect(judgeModern(passive, { ...declared, isAllowed: true })).toEqual([]);
    expect(judgeModern(off, declared)).toEqual([]);
    expect(judgeModern(passive, { ...declared, isDeclared: false })).toEqual([]);
    expect(judgeModern(passive, { ...declared, modernAuthentication: false })).toEqual([]);
  });

  test("that are passive are warned of where a pool that serves the same users is not; beside other methods they are not", () => {
    expect(judged(passive, { neighbours: [neighbour] })).toEqual([
      expect.stringMatching(/the backup pool LyncPool02.contoso.com .*\[neighbourNotPassive\]$/),
    ]);
    expect(judged(passive, { neighbours: [{ ...neighbour, isPassive: true }] })).toEqual([]);
    expect(judged({ ...passive, useWindowsAuth: "NTLM" }, { neighbours: [neighbour], proxies: [registrar, edge] })).toEqual([]);
  });

  test("that are passive are warned of where a proxy of theirs that is not declared, or an Edge in front of them, lets people in by a password", () => {
    expect(judged(passive, { proxies: [registrar] })).toEqual([
      expect.stringMatching(/in its proxy collection \("Global"\).*\[noSecondFactor\]$/),
    ]);
    expect(judged(passive, { proxies: [{ ...registrar, isDeclared: true }] })).toEqual([]);
    for (const isDeclared of [true, false]) {
      expect(judged(passive, { proxies: [{ ...edge, isDeclared }] })).toEqual([
        expect.stringMatching(/at the Edge in front of it, EdgePool01.contoso.com.*\[noSecondFactor\]$/),
      ]);
    }
    expect(judged(passive, { proxies: [{ ...edge, values: certificateAlone }] })).toEqual([]);
  });

  test("that are passive are warned of where a branch in front of them lets people in by a password, with what is to be declared", () => {
    expect(judged(passive, { proxies: [branch] })).toEqual([
      expect.stringMatching(
        /Declare the branch's proxy \(ProxyConfiguration "Service:Registrar:Branch01.contoso.com"\).*\[noSecondFactor\]$/,
      ),
    ]);
    expect(judged(passive, { proxies: [{ ...branch, isDeclared: true }] })).toEqual([
      expect.stringMatching(/Turn both off there \[noSecondFactor\]$/),
    ]);
    expect(judged(passive, { proxies: [{ ...branch, values: certificateAlone }] })).toEqual([]);
  });

  test("that offer no way to a certificate are warned of where one is all that a proxy takes, which is not declared", () => {
    const alone = { ...registrar, values: certificateAlone };
    const withCertificate = { ...off, useCertificateAuth: true };
    expect(judged(withCertificate, { proxies: [alone] })).toEqual([expect.stringMatching(/^warned: .*\[noWayToTicket\]$/)]);
    expect(judged({ ...withCertificate, usePinAuth: true }, { proxies: [alone] })).toEqual([expect.stringMatching(/\[phonesAlone\]$/)]);
    expect(judged(withCertificate, { proxies: [{ ...alone, isDeclared: true }] })).toEqual([]);
    expect(judged(withCertificate, { proxies: [registrar] })).toEqual([]);
    expect(judged(withCertificate, { proxies: [alone] }, modern)).toEqual([]);
  });
});
