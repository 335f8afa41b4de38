import { expect, test } from "vitest";
import { judgeInherited, judgeInheritedProxy, type InheritedProxy } from "../../../provider/src/guards/rules/inherited";
import { codesOf } from "../../support/codesOf";

const pool = "LyncPool01.contoso.com";

test("what a pool would inherit is warned of where it leaves no method on, and only there", () => {
  expect(codesOf(judgeInherited(pool, "none"))).toEqual(["warned noMethodInherited"]);
  expect(judgeInherited(pool, "PIN")).toEqual([]);
});

const alone = {
  useCertificateForClientToProxyAuth: true,
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
};
const inherited: InheritedProxy = { pool, proxy: alone, behind: pool, staysPassive: true, ways: "everyone" };

test("a proxy with certificates alone is warned of where nobody gets one, and one with a password where passive is asked for", () => {
  expect(judgeInheritedProxy(inherited)).toEqual([]);
  expect(codesOf(judgeInheritedProxy({ ...inherited, ways: "none" }))).toEqual(["warned noWayToTicket"]);
  const ntlm = { ...inherited, proxy: { ...alone, useNtlmForClientToProxyAuth: true } };
  expect(codesOf(judgeInheritedProxy(ntlm))).toEqual(["warned noSecondFactor"]);
  expect(judgeInheritedProxy({ ...ntlm, staysPassive: false })).toEqual([]);
});

test("the message tells the pool that stands behind where it is another one", () => {
  const ntlm = { ...inherited, proxy: { ...alone, useNtlmForClientToProxyAuth: true } };
  expect(judgeInheritedProxy(ntlm).map(({ message }) => message)).toEqual([expect.stringContaining(`${pool} stays passive, and inherits`)]);
  expect(judgeInheritedProxy({ ...ntlm, behind: "Hop" }).map(({ message }) => message)).toEqual([
    expect.stringContaining(`Hop stays passive, and ${pool}, which lets its users in, inherits useNtlmForClientToProxyAuth`),
  ]);
});
