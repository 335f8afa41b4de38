import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { check } from "../../provider/src/lifecycle/check";
import { create } from "../../provider/src/lifecycle/create";
import { simulate, type Simulated } from "../support/simulated";

const fqdns = ["LyncPool01.contoso.com", "LyncPool02.contoso.com", "LyncPool03.contoso.com"];
const pools = fqdns.map((fqdn, index) => ({ fqdn, role: "enterprisePool", backupPool: fqdns[(index + 1) % 3] }));
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools }] };
const declaredOf = (fqdn: string): Record<string, unknown> => ({
  identity: `Service:WebServer:${fqdn}`,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml",
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
});

/** Makes the pools passive, and checks them again as a later process does, with one setting changed; answers the warnings. */
async function checkAgain({ deployment, newProcess, calls, run }: Simulated, passive: readonly string[]): Promise<unknown[]> {
  // Else it is warned of what the proxy leaves on.
  const withoutPasswords = { UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false };
  await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", ...withoutPasswords } });
  const states = [];
  for (const fqdn of passive) states.push((await create(webService, deployment, declaredOf(fqdn))).outs as Record<string, unknown>);
  calls.length = 0;
  const later = newProcess();
  const warnings: unknown[] = [];
  for (const state of states) {
    const news = { ...declaredOf(String(state.identity).split(":")[2] ?? ""), maxGroupSizeToExpand: 200 };
    warnings.push(warningsOf(await check(webService, later, state, news)));
  }
  return warnings;
}

/** What is warned of a backup pool; what these pools' proxies make of it is another guard's. */
const warningsOf = ({ inputs }: Awaited<ReturnType<typeof check>>): string[] => {
  const { warnings = [] } = inputs as { warnings?: string[] };
  return warnings.filter((warning) => warning.includes("backup pool"));
};
const backupsAsked = ({ calls }: Simulated): number => calls.filter(({ cmdlet }) => cmdlet === "Get-CsPoolBackupRelationship").length;

test("where every pool is passive, no backup pool is asked for", async () => {
  const simulated = simulate(topology);
  expect(await checkAgain(simulated, fqdns)).toEqual([[], [], []]);
  expect(backupsAsked(simulated)).toBe(0);
});

test("where one is not, a pool that it backs up is warned of", async () => {
  const simulated = simulate(topology);
  const [first, second] = await checkAgain(simulated, fqdns.slice(0, 2));
  expect(first).toEqual([]);
  expect(second).toEqual([expect.stringContaining("the backup pool LyncPool03.contoso.com is not passive")]);
  expect(backupsAsked(simulated)).toBe(2);
});

test("a pool that the program is about to turn back is not taken for passive", async () => {
  const simulated = simulate(topology);
  await checkAgain(simulated, fqdns);
  const later = simulated.newProcess();
  const state = (fqdn: string): Record<string, unknown> => ({ ...declaredOf(fqdn), deployment: later.name });
  const change = (fqdn: string, to: Record<string, unknown>): ReturnType<typeof check> =>
    check(webService, later, state(fqdn), { ...declaredOf(fqdn), ...to });
  await change("LyncPool01.contoso.com", { maxGroupSizeToExpand: 200 });
  await change("LyncPool03.contoso.com", { useWsFedPassiveAuth: false, useCertificateAuth: true });
  const changed = await change("LyncPool02.contoso.com", { maxGroupSizeToExpand: 200 });
  expect(warningsOf(changed)).toEqual([expect.stringContaining("the backup pool LyncPool03.contoso.com is not passive")]);
});
