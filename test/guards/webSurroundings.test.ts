import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { check, create } from "../support/verbs";
import { warnedAtEnd } from "../support/atEnd";
import { simulate, type Simulated } from "../support/simulated";
import { saying } from "../support/saying";

const fqdns = ["LyncPool01.contoso.com", "LyncPool02.contoso.com", "LyncPool03.contoso.com", "LyncPool04.contoso.com"];
// The first two back each other up, and the last two.
const pools = fqdns.map((fqdn, index) => ({ fqdn, role: "enterprisePool", backupPool: fqdns[index % 2 === 0 ? index + 1 : index - 1] }));
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools }] };
const declaredOf = (fqdn: string): Record<string, unknown> => ({
  identity: `Service:WebServer:${fqdn}`,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml",
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
});

/** Makes the pools passive, and checks them again as a later process does; answers what is warned of a backup pool, by pool: what these pools' proxies make of it is another guard's. */
async function checkAgain(
  { deployment, newProcess, calls, run }: Simulated,
  passive: readonly string[],
  changes: Record<string, Record<string, unknown>> = {},
): Promise<Record<string, string[]>> {
  const states = [];
  for (const fqdn of passive) states.push((await create(webService, deployment, declaredOf(fqdn))).outs as Record<string, unknown>);
  // Else it is warned of what the proxy leaves on.
  const withoutPasswords = { UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false };
  await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", ...withoutPasswords } });
  calls.length = 0;
  const later = newProcess();
  for (const state of states) {
    const fqdn = String(state.identity).split(":")[2] ?? "";
    await check(webService, later, state, { ...declaredOf(fqdn), ...changes[fqdn], beside: { mark: fqdn } });
  }
  return warnedAtEnd(later);
}

const backupsAsked = ({ calls }: Simulated): number => calls.filter(({ cmdlet }) => cmdlet === "Get-CsPoolBackupRelationship").length;

test("where every pool is passive, no backup pool is asked for", async () => {
  const simulated = simulate(topology);
  expect(await checkAgain(simulated, fqdns)).toEqual({});
  expect(backupsAsked(simulated)).toBe(0);
});

test("where one is not, a pool that it backs up is warned of", async () => {
  const simulated = simulate(topology);
  expect(await checkAgain(simulated, fqdns.slice(0, 3))).toEqual({
    "LyncPool03.contoso.com": [saying("neighbourNotPassive", "LyncPool04.contoso.com")],
  });
  expect(backupsAsked(simulated)).toBe(3);
});

test("a pool that the program is about to turn back is not taken for passive, though it is checked last: it is told there", async () => {
  const back = { "LyncPool04.contoso.com": { useWsFedPassiveAuth: false, useWindowsAuth: "NTLM" } };
  expect(await checkAgain(simulate(topology), fqdns, back)).toEqual({
    "LyncPool04.contoso.com": [saying("neighbourNotPassive", "LyncPool03.contoso.com, whose backup pool")],
  });
});
