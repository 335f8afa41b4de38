import { expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { check, create } from "../support/verbs";
import { driftOf } from "../../provider/src/lifecycle/drift";
import { rememberedIn } from "../../provider/src/stack/remembered";
import type { Properties } from "../../provider/src/stack/bag";
import { simulate } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";

function drift(before: Values | undefined, found: Values | undefined, declared: Values, secrets: string[] = []): string[] {
  return driftOf(webService, {
    before,
    found: found === undefined ? undefined : { values: found },
    declared: { identity, values: declared, options: {}, records: {} },
    secrets,
  });
}

test("drift is a change from outside that this run would overwrite", () => {
  const turnedOn = "usePinAuth was changed outside of Pulumi from false to true.";
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, { usePinAuth: false })).toEqual([turnedOn]);
  expect(drift({ useWindowsAuth: "None" }, { useWindowsAuth: "NTLM" }, { useWindowsAuth: "Negotiate" })).toEqual([
    'useWindowsAuth was changed outside of Pulumi from "None" to "NTLM". This run sets it to "Negotiate".',
  ]);
  expect(drift({ usePinAuth: false }, undefined, { usePinAuth: false })).toEqual([
    "The collection was removed outside of Pulumi. This run creates it again.",
  ]);
});

test("drift is not a value that the program now declares, declares no longer, changes itself, has as a secret, or never had", () => {
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, { usePinAuth: true })).toEqual([]);
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, {})).toEqual([]);
  expect(drift({ usePinAuth: false }, { usePinAuth: false }, { usePinAuth: true })).toEqual([]);
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, { usePinAuth: false }, ["usePinAuth"])).toEqual([]);
  expect(drift(undefined, undefined, { usePinAuth: false })).toEqual([]);
});

test("check reports drift only of settings that decide how users sign in, and not after an unverified write", async () => {
  const { newProcess, run } = simulate();
  const news = { identity: "Service:Registrar:LyncPool01.contoso.com", useNtlmForClientToProxyAuth: false, maxKeepAliveInterval: 7 };
  const { outs } = await create(proxy, newProcess(), news);
  const after = { DisableNtlmFor2010AndLaterClients: true, UseNtlmForClientToProxyAuth: true, MaxKeepAliveInterval: 9 };
  await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: news.identity, ...after } });
  const told = async (outputs: Properties): Promise<unknown> => {
    const { inputs } = await check(proxy, newProcess(), {}, { ...news, beside: { remembered: rememberedIn(proxy, outputs) } });
    return (inputs as Properties).drift;
  };
  const state = outs as Properties;
  expect(await told(state)).toEqual(["useNtlmForClientToProxyAuth was changed outside of Pulumi from false to true."]);
  expect(await told({ ...state, secretSettings: ["useNtlmForClientToProxyAuth"] })).toBeUndefined();
  expect(await told({ ...state, written: ["useNtlmForClientToProxyAuth"] })).toBeUndefined();
});
