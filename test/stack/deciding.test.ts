import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { decidingSettings, decidingUnread } from "../../provider/src/stack/deciding";

test("only the methods, and the settings that they depend on, decide how users sign in", () => {
  expect(decidingSettings(proxy)).toEqual([
    "disableNtlmFor2010AndLaterClients",
    "useCertificateForClientToProxyAuth",
    "useKerberosForClientToProxyAuth",
    "useNtlmForClientToProxyAuth",
  ]);
});

test("the deciding settings that could not be read are returned", () => {
  const unread = { disableNtlmFor2010AndLaterClients: "perhaps", maxKeepAliveInterval: "long" };
  expect(decidingUnread(proxy, { values: {}, unread })).toEqual(["disableNtlmFor2010AndLaterClients"]);
  expect(decidingUnread(proxy, { values: {} })).toEqual([]);
});
