import { expect, test } from "vitest";
import { judgeInherited, judgeInheritedProxy, type InheritedProxy } from "../../../provider/src/guards/rules/inherited";
import { codesOf } from "../../support/codesOf";

const pool = "LyncPool01.contoso.com";

test("a collection that a pool will inherit is warned about if it leaves no method on, and only then", () => {
  expect(codesOf(judgeInherited(pool, { identity: "Global", methods: "none" }))).toEqual(["warned noMethodInherited"]);
  expect(judgeInherited(pool, { identity: "Global", methods: "PIN" })).toEqual([]);
});

const alone = {
  useCertificateForClientToProxyAuth: true,
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
};
const inherited: InheritedProxy = { pool, identity: "Global", proxy: alone, behind: pool, staysPassive: true, ways: "everyone" };

test("an inherited proxy is warned about if no client can get the only certificates, or if a passive pool gets a password method", () => {
  expect(judgeInheritedProxy(inherited)).toEqual([]);
  expect(codesOf(judgeInheritedProxy({ ...inherited, ways: "none" }))).toEqual(["warned noWayToTicket"]);
  const ntlm = { ...inherited, proxy: { ...alone, useNtlmForClientToProxyAuth: true } };
  expect(codesOf(judgeInheritedProxy(ntlm))).toEqual(["warned noSecondFactor"]);
  expect(judgeInheritedProxy({ ...ntlm, staysPassive: false })).toEqual([]);
});

test("the message names the pool behind the proxy if it is another pool", () => {
  const ntlm = { ...inherited, proxy: { ...alone, useNtlmForClientToProxyAuth: true } };
  const messages = (one: InheritedProxy): string[] => judgeInheritedProxy(one).map(({ message }) => message);
  const inherits = 'will inherit the proxy collection "Global", where useNtlmForClientToProxyAuth is on';
  expect(messages(ntlm)).toEqual([expect.stringContaining(`the only sign-in method at ${pool}, but the pool ${inherits}`)]);
  expect(messages({ ...ntlm, behind: "Hop" })).toEqual([
    expect.stringContaining(`the only sign-in method at Hop, but ${pool}, where its users sign in, ${inherits}`),
  ]);
});
