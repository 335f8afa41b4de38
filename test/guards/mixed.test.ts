import { expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { saidOf, type Declared } from "../support/saidOf";
import { simulate } from "../support/simulated";

// A deployment that is half-way from Lync Server 2010 to 2013: the tools of 2013 manage it whole.

const topology = {
  serverVersion: 2013,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: "Director01.contoso.com", role: "director" },
        {
          fqdn: "LyncPool01.contoso.com",
          role: "enterprisePool",
          computers: ["fe11.contoso.com", { fqdn: "fe12.contoso.com", productVersion: "5.0.8308.1001" }],
          backupPool: "LyncPool02.contoso.com",
        },
        { fqdn: "EdgePool01.contoso.com", role: "edge", nextHop: "Director01.contoso.com" },
      ],
    },
    {
      name: "Dublin",
      pools: [
        {
          fqdn: "LyncPool02.contoso.com",
          role: "enterprisePool",
          computers: [
            { fqdn: "fe21.contoso.com", productVersion: "5.0.8308.0" },
            "fe22.contoso.com",
            { fqdn: "fe23.contoso.com", productVersion: "5.0.8308.291" },
          ],
        },
        { fqdn: "StandardServer02.contoso.com", role: "standardEdition" },
      ],
    },
    {
      name: "Tokyo",
      pools: [
        { fqdn: "Director03.contoso.com", role: "director", version: 2010 },
        {
          fqdn: "LyncPool03.contoso.com",
          role: "enterprisePool",
          version: 2010,
          computers: ["fe31.contoso.com", { fqdn: "fe32.contoso.com", productVersion: "4.0.7577.726" }],
        },
        { fqdn: "StandardServer03.contoso.com", role: "standardEdition", version: 2010 },
        // Its version is of no account: sign-ins pass through it.
        { fqdn: "EdgePool03.contoso.com", role: "edge", version: 2010, nextHop: "LyncPool03.contoso.com" },
      ],
    },
  ],
};

const passive = {
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml",
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
};
const certificateAlone = { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };

const webOf = (name: string, args: Values = passive): Declared => ({
  noun: webService,
  args: { identity: name.includes(":") || name === "Global" ? name : `Service:WebServer:${name}.contoso.com`, ...args },
});
const proxyOf = (name: string, service = "Registrar"): Declared => ({
  noun: proxy,
  args: { identity: `Service:${service}:${name}.contoso.com`, ...certificateAlone },
});

/** The vendor's procedure: Web Services of each pool and Director, then the proxy of each pool and Edge. */
const procedure = (directors: readonly string[], pools: readonly string[], edges: readonly string[]): Declared[] => [
  ...[...directors, ...pools].map((name) => webOf(name)),
  ...pools.map((name) => proxyOf(name)),
  ...edges.map((name) => proxyOf(name, "EdgeServer")),
];
const allPools = ["LyncPool01", "LyncPool02", "StandardServer02", "LyncPool03", "StandardServer03"];

const notUpdated =
  "LyncPool02.contoso.com: fe21.contoso.com (version 5.0.8308.0), fe23.contoso.com (version 5.0.8308.291) are older than the July 2013 update of Lync Server 2013 " +
  "(version 5.0.8308.420), which brought passive authentication: nobody could sign in by it there. Update them first";
const tooOld = (versions: string): string =>
  `every server is of version ${versions}, older than Lync Server 2013, and does not know passive authentication: nobody could sign in by it. ` +
  "It takes Lync Server 2013 with the July 2013 update (version 5.0.8308.420) or later.";
const leaveOff = "Upgrade the pool first, or leave useWsFedPassiveAuth off";
const ownInstead = "Upgrade such a pool first, or give it a Web Services collection of its own, with useWsFedPassiveAuth: false";

test("the procedure for all of it is refused for each pool of 2010, and warned of for each server before the July 2013 update", async () => {
  const { deployment } = simulate(topology);
  const said = await saidOf(deployment, procedure(["Director01", "Director03"], allPools, ["EdgePool01", "EdgePool03"]));
  expect(said).toEqual([
    `Service:WebServer:Director03.contoso.com: refused: Director03.contoso.com: ${tooOld("4.0.7577.0")} ${leaveOff}`,
    `Service:WebServer:LyncPool03.contoso.com: refused: LyncPool03.contoso.com: ${tooOld("4.0.7577.0 or 4.0.7577.726")} ${leaveOff}`,
    `Service:WebServer:StandardServer03.contoso.com: refused: StandardServer03.contoso.com: ${tooOld("4.0.7577.0")} ${leaveOff}`,
    `Service:WebServer:LyncPool02.contoso.com: warned: ${notUpdated}`,
  ]);
});

test("the procedure for the pools of 2013 alone is warned of for those servers, and for nothing else", async () => {
  const { deployment } = simulate(topology);
  const said = await saidOf(deployment, procedure(["Director01"], ["LyncPool01", "LyncPool02", "StandardServer02"], ["EdgePool01"]));
  expect(said).toEqual([`Service:WebServer:LyncPool02.contoso.com: warned: ${notUpdated}`]);
});

test("the same for each site is refused at the site of 2010", async () => {
  const { deployment } = simulate(topology);
  const said = await saidOf(deployment, [
    ...["Site:Redmond", "Site:Dublin", "Site:Tokyo"].map((site) => webOf(site)),
    ...procedure([], allPools, ["EdgePool01", "EdgePool03"]).filter(({ noun }) => noun === proxy),
  ]);
  const reaches = "passive authentication at site scope reaches every pool of the site that has no collection of its own";
  expect(said).toEqual([
    `Site:Redmond: warned: ${reaches}`,
    `Site:Dublin: warned: ${reaches}`,
    `Site:Tokyo: refused: 2 pools that inherit this (Director03.contoso.com, StandardServer03.contoso.com): ${tooOld("4.0.7577.0")} ${ownInstead}`,
    `Site:Tokyo: refused: LyncPool03.contoso.com, which inherits this: ${tooOld("4.0.7577.0 or 4.0.7577.726")} ${ownInstead}`,
    `Site:Tokyo: warned: ${reaches}`,
    `Site:Dublin: warned: LyncPool02.contoso.com, which inherits this: ${notUpdated.replace("LyncPool02.contoso.com: ", "")}`,
  ]);
});

test("the same for all is refused at global scope, and not where the site of 2010 has a collection of its own", async () => {
  const global = webOf("Global", { ...passive, allowGlobalPassiveAlone: true });
  const proxies = procedure([], allPools, ["EdgePool01"]).filter(({ noun }) => noun === proxy);
  const alone =
    "passive authentication alone at global scope is likely to keep everyone out who does not sign in with a desktop client that knows it";
  expect(await saidOf(simulate(topology).deployment, [global, ...proxies])).toEqual([
    `Global: refused: 2 pools that inherit this (Director03.contoso.com, StandardServer03.contoso.com): ${tooOld("4.0.7577.0")} ${ownInstead}`,
    `Global: refused: LyncPool03.contoso.com, which inherits this: ${tooOld("4.0.7577.0 or 4.0.7577.726")} ${ownInstead}`,
    `Global: warned: ${alone}`,
  ]);
  const { newProcess, run } = simulate(topology);
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Tokyo" } });
  expect(await saidOf(newProcess(), [global, ...proxies])).toEqual([
    `Global: warned: ${alone}`,
    `Global: warned: LyncPool02.contoso.com, which inherits this: ${notUpdated.replace("LyncPool02.contoso.com: ", "")}`,
  ]);
});
