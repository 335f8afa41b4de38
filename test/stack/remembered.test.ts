import { describe, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { rememberedIn, stateBefore } from "../../provider/src/stack/remembered";

const identity = "Service:Registrar:LyncPool01.contoso.com";
const deployment = "simulator:contoso.json";
const outputs = {
  identity,
  deployment,
  useNtlmForClientToProxyAuth: false,
  disableNtlmFor2010AndLaterClients: true,
  maxKeepAliveInterval: 7,
  signInMethods: "certificate",
  adopt: true,
  previous: { maxKeepAliveInterval: 20 },
  since: 3,
};
const settings = ["useNtlmForClientToProxyAuth", "disableNtlmFor2010AndLaterClients", "maxKeepAliveInterval"];
const signIn = { useNtlmForClientToProxyAuth: false, disableNtlmFor2010AndLaterClients: true };

describe("what is remembered of a collection", () => {
  test("has the declared settings, the values of those that decide how users sign in, and the earlier values", () => {
    expect(rememberedIn(proxy, outputs)).toEqual({
      identity,
      deployment,
      signIn,
      settings,
      previous: { maxKeepAliveInterval: 20 },
      since: 3,
    });
  });

  test("says what it started from, and whether it is retained, if the state says so", () => {
    const both = { startFrom: "inherited", isRetained: true };
    expect(rememberedIn(proxy, { ...outputs, startFrom: "inherited", retainOnDelete: true })).toMatchObject(both);
    const neither = rememberedIn(proxy, { ...outputs, startFrom: "defaults", retainOnDelete: false });
    expect(Object.keys(both).filter((name) => name in (neither ?? {}))).toEqual([]);
  });

  test("has no value of a secret", () => {
    const remembered = rememberedIn(proxy, { ...outputs, secretSettings: ["useNtlmForClientToProxyAuth"] });
    expect(remembered).toMatchObject({ settings, signIn: { disableNtlmFor2010AndLaterClients: true } });
    expect(remembered?.signIn).not.toHaveProperty("useNtlmForClientToProxyAuth");
  });

  test.each([{ written: ["outgoingTlsCount"] }, { undone: { outgoingTlsCount: 2 } }])(
    "is no value at all after a write that was not verified: %j",
    (record) => {
      expect(rememberedIn(proxy, { ...outputs, ...record })).not.toHaveProperty("signIn");
    },
  );

  test.each([{ external: true }, { identity: undefined }, { deployment: undefined }])("is nothing for outputs with %j", (what) => {
    expect(rememberedIn(proxy, { ...outputs, ...what })).toBeUndefined();
  });
});

describe("what check received", () => {
  test("is a state with the names of the settings that this version knows, without their values", () => {
    const told = rememberedIn(proxy, { ...outputs, startFrom: "inherited", ofALaterVersion: 1 });
    expect(told?.settings).toContain("ofALaterVersion");
    expect(stateBefore(proxy, told)).toEqual({
      identity,
      deployment,
      signInMethods: undefined,
      values: Object.fromEntries(settings.map((name) => [name, null])),
      options: { startFrom: "inherited" },
      records: { previous: { maxKeepAliveInterval: 20 }, since: 3 },
    });
  });

  test("may be nothing", () => {
    expect(stateBefore(proxy, undefined)).toBeUndefined();
  });
});
