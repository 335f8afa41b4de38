import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { decidingSettings, decidingUnread } from "../../provider/src/stack/deciding";

test("the methods decide who can sign in, and what they depend on; nothing else", () => {
  expect(decidingSettings(proxy)).toEqual([
    "disableNtlmFor2010AndLaterClients",
    "useCertificateForClientToProxyAuth",
    "useKerberosForClientToProxyAuth",
    "useNtlmForClientToProxyAuth",
  ]);
});

test("those among them that could not be read are told", () => {
  const unread = { disableNtlmFor2010AndLaterClients: "perhaps", maxKeepAliveInterval: "long" };
  expect(decidingUnread(proxy, { values: {}, unread })).toEqual(["disableNtlmFor2010AndLaterClients"]);
  expect(decidingUnread(proxy, { values: {} })).toEqual([]);
});
