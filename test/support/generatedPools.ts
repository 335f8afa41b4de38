import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { passiveProxy, passiveWeb } from "./passiveCalls";

/** A folder with a simulated deployment of so many pools, every one of them passive, in `contoso.json`. */
export function manyPools(count: number, { wrong = [] }: { wrong?: readonly number[] } = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-pools-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const names = Array.from({ length: count }, (_, index) => poolName(index));
  const pools = names.map((fqdn) => ({ fqdn, role: "enterprisePool" }));
  const stored = (calls: readonly { parameters: Record<string, unknown> }[]): object =>
    Object.fromEntries(calls.map(({ parameters: { Identity, ...settings } }) => [Identity, settings]));
  const state = {
    CsWebServiceConfiguration: stored(names.map((name) => passiveWeb(name))),
    CsProxyConfiguration: stored(names.map((name, index) => passiveProxy(name, { UseNtlmForClientToProxyAuth: wrong.includes(index) }))),
  };
  writeFileSync(path.join(folder, "contoso.json"), JSON.stringify({ serverVersion: 2013, sites: [{ name: "Redmond", pools }] }));
  writeFileSync(path.join(folder, "contoso.state.json"), JSON.stringify(state));
  return folder;
}

/** The name of one of them, counted from 0. */
export function poolName(index: number): string {
  return `Pool${String(index + 1)}.contoso.com`;
}
