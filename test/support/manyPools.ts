import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { poolNames, topologyOf } from "./generatedPools";
import { passiveProxy, passiveWeb } from "./passiveCalls";

/**
 * Makes a folder with a simulated deployment in `contoso.json`. It has `count` pools, and all of
 * them are passive. NTLM is on at the pools whose numbers are in `wrong`.
 */
export function manyPools(count: number, { wrong = [] }: { wrong?: readonly number[] } = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-pools-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const names = poolNames(count);
  const stored = (calls: readonly { parameters: Record<string, unknown> }[]): object =>
    Object.fromEntries<object>(calls.map(({ parameters: { Identity, ...settings } }) => [String(Identity), settings]));
  const state = {
    CsWebServiceConfiguration: stored(names.map((name) => passiveWeb(name))),
    CsProxyConfiguration: stored(
      names.map((name, index) => passiveProxy(name, { UseNtlmForClientToProxyAuth: wrong.includes(index + 1) })),
    ),
  };
  writeFileSync(path.join(folder, "contoso.json"), JSON.stringify(topologyOf(count)));
  writeFileSync(path.join(folder, "contoso.state.json"), JSON.stringify(state));
  return folder;
}
