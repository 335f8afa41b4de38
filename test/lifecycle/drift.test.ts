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

test("is what somebody has changed, and this run would write over", () => {
  const turnedOn = "somebody has set usePinAuth to true, which was false";
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, { usePinAuth: false })).toEqual([turnedOn]);
  expect(drift({ useWindowsAuth: "None" }, { useWindowsAuth: "NTLM" }, { useWindowsAuth: "Negotiate" })).toEqual([
    'somebody has set useWindowsAuth to "NTLM", which was "None": it becomes "Negotiate"',
  ]);
  expect(drift({ usePinAuth: false }, undefined, { usePinAuth: false })).toEqual(["somebody has removed the collection: it is made again"]);
});

test("is not what the program declares as it stands now, declares no longer, changes itself, has as a secret, or never had", () => {
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, { usePinAuth: true })).toEqual([]);
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, {})).toEqual([]);
  expect(drift({ usePinAuth: false }, { usePinAuth: false }, { usePinAuth: true })).toEqual([]);
  expect(drift({ usePinAuth: false }, { usePinAuth: true }, { usePinAuth: false }, ["usePinAuth"])).toEqual([]);
  expect(drift(undefined, undefined, { usePinAuth: false })).toEqual([]);
});

test("is told by check, of what decides who can sign in how alone, and not of what a failed write left undone", async () => {
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
  expect(await told(state)).toEqual(["somebody has set useNtlmForClientToProxyAuth to true, which was false"]);
  expect(await told({ ...state, secretSettings: ["useNtlmForClientToProxyAuth"] })).toBeUndefined();
  expect(await told({ ...state, written: ["useNtlmForClientToProxyAuth"] })).toBeUndefined();
});
