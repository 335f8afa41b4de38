import { expect, test } from "vitest";
import type { Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { saidOf, type Declared } from "../support/saidOf";
import { simulate } from "../support/simulated";
import { saying } from "../support/saying";

// A deployment on its way from Lync Server 2010 to 2013. The tools of 2013 manage all of it.

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
        // Its version does not matter, because sign-ins only pass through it.
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

/**
 * The vendor's procedure: Web Services of each pool and Director, then the proxy of each pool and
 * Edge.
 */
const procedure = (directors: readonly string[], pools: readonly string[], edges: readonly string[]): Declared[] => [
  ...[...directors, ...pools].map((name) => webOf(name)),
  ...pools.map((name) => proxyOf(name)),
  ...edges.map((name) => proxyOf(name, "EdgeServer")),
];
const allPools = ["LyncPool01", "LyncPool02", "StandardServer02", "LyncPool03", "StandardServer03"];

const notUpdated = (who: string): unknown =>
  saying("updateMissing", `${who}: fe21.contoso.com (version 5.0.8308.0), fe23.contoso.com (version 5.0.8308.291) are older`);
const tooOld = (who: string, versions: string, instead = "leave useWsFedPassiveAuth off"): unknown =>
  saying("tooOldForPassive", `${who}: `, ` version ${versions}, `, instead);
const ownInstead = "declare a WebServiceConfiguration for it with useWsFedPassiveAuth: false";

test("the procedure for the whole deployment is refused for each pool of 2010, and warned about for each server without the update", async () => {
  const { deployment } = simulate(topology);
  const said = await saidOf(deployment, procedure(["Director01", "Director03"], allPools, ["EdgePool01", "EdgePool03"]));
  expect(said).toEqual([
    tooOld("Service:WebServer:Director03.contoso.com: refused: Director03.contoso.com", "4.0.7577.0"),
    tooOld("Service:WebServer:LyncPool03.contoso.com: refused: LyncPool03.contoso.com", "4.0.7577.0 or 4.0.7577.726"),
    tooOld("Service:WebServer:StandardServer03.contoso.com: refused: StandardServer03.contoso.com", "4.0.7577.0"),
    notUpdated("Service:WebServer:LyncPool02.contoso.com: warned: LyncPool02.contoso.com"),
  ]);
});

test("the procedure for only the pools of 2013 is warned about for those servers, and for nothing else", async () => {
  const { deployment } = simulate(topology);
  const said = await saidOf(deployment, procedure(["Director01"], ["LyncPool01", "LyncPool02", "StandardServer02"], ["EdgePool01"]));
  expect(said).toEqual([notUpdated("Service:WebServer:LyncPool02.contoso.com: warned: LyncPool02.contoso.com")]);
});

test("the procedure for each site is refused at the site of 2010", async () => {
  const { deployment } = simulate(topology);
  const said = await saidOf(deployment, [
    ...["Site:Redmond", "Site:Dublin", "Site:Tokyo"].map((site) => webOf(site)),
    ...procedure([], allPools, ["EdgePool01", "EdgePool03"]).filter(({ noun }) => noun === proxy),
  ]);
  expect(said).toEqual([
    saying("sitePassive", "Site:Redmond: warned"),
    saying("sitePassive", "Site:Dublin: warned"),
    tooOld(
      "Site:Tokyo: refused: 2 pools that inherit this collection (Director03.contoso.com, StandardServer03.contoso.com)",
      "4.0.7577.0",
      ownInstead,
    ),
    tooOld("Site:Tokyo: refused: LyncPool03.contoso.com, which inherits this collection", "4.0.7577.0 or 4.0.7577.726", ownInstead),
    saying("sitePassive", "Site:Tokyo: warned"),
    notUpdated("Site:Dublin: warned: LyncPool02.contoso.com, which inherits this collection"),
  ]);
});

test("the procedure at global scope is refused, unless the site of 2010 has a collection of its own", async () => {
  const global = webOf("Global", { ...passive, allowGlobalPassiveAlone: true });
  const proxies = procedure([], allPools, ["EdgePool01"]).filter(({ noun }) => noun === proxy);
  expect(await saidOf(simulate(topology).deployment, [global, ...proxies])).toEqual([
    tooOld(
      "Global: refused: 2 pools that inherit this collection (Director03.contoso.com, StandardServer03.contoso.com)",
      "4.0.7577.0",
      ownInstead,
    ),
    tooOld("Global: refused: LyncPool03.contoso.com, which inherits this collection", "4.0.7577.0 or 4.0.7577.726", ownInstead),
    saying("globalPassiveAlone", "Global: warned"),
  ]);
  const { newProcess, run } = simulate(topology);
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Tokyo" } });
  expect(await saidOf(newProcess(), [global, ...proxies])).toEqual([
    saying("globalPassiveAlone", "Global: warned"),
    notUpdated("Global: warned: LyncPool02.contoso.com, which inherits this collection"),
  ]);
});
