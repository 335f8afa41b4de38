import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { poolNames, topologyOf } from "./generatedPools";
import { passiveProxy, passiveWeb } from "./passiveCalls";

/**
 * A folder with a simulated deployment of so many pools, every one of them passive, in
 * `contoso.json`. At the wrong ones, by number, NTLM is on.
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
