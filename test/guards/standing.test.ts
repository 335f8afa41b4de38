import { describe, expect, test } from "vitest";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { check } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { warnedAtEnd } from "../support/atEnd";
import { simulate } from "../support/simulated";
import { saying } from "../support/saying";

// A refusal is only for what this run makes worse. A problem that exists already must not block the
// change that fixes it.

const pool = "LyncPool01.contoso.com";
const second = "LyncPool02.contoso.com";
const web = (name: string): string => `Service:WebServer:${name}`;
const topology = {
  serverVersion: 2015,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: pool, role: "enterprisePool" },
        { fqdn: second, role: "enterprisePool" },
      ],
    },
  ],
};
const wasSo = ". This was so before, and this run does not change it.";
const off = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" };
const offOnServer = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
const passive = { ...off, useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };
const passiveOnServer = { ...offOnServer, UseWsFedPassiveAuth: true, WsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };
const certificateAlone = { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };
const aloneOnServer = { UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false };

/** What check refuses in a declaration, and what else it says. The stack already has `olds`. */
async function judged(deployment: Deployment, noun: Noun, news: Values, olds: Values = {}): Promise<{ refused: string[]; said: string }> {
  let said = "";
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  try {
    const { inputs, failures = [] } = await check(noun, deployment, olds, news);
    const { warnings = [] } = inputs as Properties & { warnings?: string[] };
    const atEnd = Object.values(await warnedAtEnd(deployment)).flat();
    return { refused: failures.map(({ reason }) => reason), said: [said, ...warnings, ...atEnd].join("\n") };
  } finally {
    process.stderr.write = write;
  }
}

describe("what would be refused is only warned about if it already exists:", () => {
  test("modern authentication that was turned on later, at a pool that stays passive; another pool is refused", async () => {
    const { newProcess, run } = simulate({ ...topology, modernAuthentication: true });
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(pool), ...passiveOnServer } });
    const declared = { identity: web(pool), ...passive };
    for (const more of [{}, { maxGroupSizeToExpand: 7 }]) {
      const { refused, said } = await judged(newProcess(), webService, { ...declared, ...more }, declared);
      expect(refused).toEqual([]);
      expect(said).toContain(`${wasSo} [modernAuthentication]`);
    }
    const { refused } = await judged(newProcess(), webService, { identity: web(second), ...passive });
    expect(refused).toEqual([saying("modernAuthentication")]);
    const wasOff = { identity: web(pool), maxGroupSizeToExpand: 7 };
    const { refused: turnedOn } = await judged(
      newProcess(),
      webService,
      { ...declared, identity: web(second) },
      { ...wasOff, identity: web(second) },
    );
    expect(turnedOn).toHaveLength(1);
  });

  test("a method that a person turned off and the stack does not declare, but not one that this run turns off", async () => {
    const { newProcess, run } = simulate(topology);
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(pool), ...offOnServer, MaxGroupSizeToExpand: 7 } });
    const declared = { identity: web(pool), maxGroupSizeToExpand: 7 };
    const { refused, said } = await judged(newProcess(), webService, declared, declared);
    expect(refused).toEqual([]);
    expect(said).toContain(`All users of ${pool} `);
    expect(said).toContain(`${wasSo} [noMethodLeft]`);
    await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: web(pool), UsePinAuth: true } });
    const { refused: worse } = await judged(newProcess(), webService, { ...declared, usePinAuth: false }, declared);
    expect(worse).toEqual([saying("noMethodLeft", pool)]);
  });

  test("a URI that is no metadata URI, but another wrong one is refused", async () => {
    const { newProcess, run } = simulate(topology);
    const wrong = { ...passiveOnServer, WsFedPassiveMetadataUri: "http://dc.contoso.com/" };
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(pool), ...wrong } });
    const declared = { identity: web(pool), ...off, useWsFedPassiveAuth: true };
    const { refused, said } = await judged(newProcess(), webService, declared, declared);
    expect(refused).toEqual([]);
    expect(said).toContain(`${wasSo} [wrongMetadataUri]`);
    const { refused: emptied } = await judged(newProcess(), webService, { ...declared, wsFedPassiveMetadataUri: "" }, declared);
    expect(emptied).toEqual([saying("noMetadataUri")]);
  });

  test("a proxy's problem that its stored Web Services cause, but a change of the Web Services that causes one is refused at that proxy", async () => {
    const { newProcess, run } = simulate(topology);
    const declared = { identity: `Service:Registrar:${pool}`, ...certificateAlone };
    await run({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity: declared.identity, ...aloneOnServer } });
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(pool), ...passiveOnServer } });
    const deployment = newProcess();
    await judged(deployment, webService, { identity: web(pool), ...off, useWsFedPassiveAuth: false }, { identity: web(pool), ...passive });
    const { refused } = await judged(deployment, proxy, declared, declared);
    expect(refused).toEqual([saying("noWayToTicket", pool)]);

    await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: web(pool), UseWsFedPassiveAuth: false } });
    const { refused: stands, said } = await judged(newProcess(), proxy, declared, declared);
    expect(stands).toEqual([]);
    expect(said).toContain(`${wasSo} [noWayToTicket]`);
  });

  test("the global proxy's problem, pool by pool: one pool fewer is no new refusal, but one more is", async () => {
    const { newProcess, run } = simulate(topology);
    await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "Global", ...aloneOnServer } });
    for (const name of [pool, second])
      await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(name), ...offOnServer } });
    const declared = { identity: "Global", ...certificateAlone };
    const deployment = newProcess();
    await judged(deployment, webService, { identity: web(second), ...passive }, { identity: web(second), ...off });
    const { refused, said } = await judged(deployment, proxy, declared, declared);
    expect(refused).toEqual([]);
    expect(said).toContain(`the Web Services of ${pool} `);
    expect(said).toContain(`${wasSo} [noWayToTicket]`);

    await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: web(second), UsePinAuth: true } });
    const other = newProcess();
    await judged(other, webService, { identity: web(second), ...off }, { identity: web(second), usePinAuth: true });
    const { refused: oneMore } = await judged(other, proxy, declared, declared);
    expect(oneMore).toEqual([saying("noWayToTicket", pool, second)]);
  });

  test("turning off a method by which people signed in is still refused", async () => {
    const { newProcess, run } = simulate(topology);
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: web(pool), UseWsFedPassiveAuth: true } });
    await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "Global", ...passiveOnServer, UsePinAuth: true } });
    const declared = { identity: web(pool), useWsFedPassiveAuth: true };
    const { refused } = await judged(newProcess(), webService, { ...declared, ...off }, declared);
    expect(refused).toEqual([saying("noMetadataUri")]);
    const global = { identity: "Global", useWsFedPassiveAuth: true };
    const { refused: alone } = await judged(newProcess(), webService, { ...global, usePinAuth: false }, global);
    expect(alone).toEqual([saying("globalPassiveAlone")]);
  });
});
