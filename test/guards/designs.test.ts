import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { certificateAlone, edgeServer, findingsIn, passive, proxyOf, registrar, web, webOf } from "../support/judging";
import type { Declared } from "../support/saidOf";

// Whole designs that an expert would approve. No guard finds anything in them, in whatever order
// their resources are declared.

const director = "Director01.contoso.com";
const userPools = ["LyncPool01.contoso.com", "StandardServer01.contoso.com"];
const edge = "EdgePool01.contoso.com";

const ofPool = (pool: string): Declared[] => [webOf(web(pool), passive), proxyOf(registrar(pool), certificateAlone)];
const atEdge = proxyOf(edgeServer(edge), certificateAlone);
const procedure = [webOf(web(director), passive), ...userPools.flatMap(ofPool), atEdge];

/** What the resources of each class pass to the others about the program. */
const besideOf = (program: Declared[]): { passive: string; proxies: string } => {
  const identities = program.map(({ args }) => args.identity.toLowerCase());
  const [pools, proxies] = [
    identities.filter((one) => one.includes(":webserver:")),
    identities.filter((one) => !one.includes(":webserver:")),
  ];
  return { passive: pools.map((one) => one.replace("service:webserver:", "")).join(" "), proxies: proxies.join(" ") };
};

const example = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "..", "..", "examples", "contoso", "contoso.json"), "utf8"),
) as typeof contoso;
const throughDirector = {
  ...contoso,
  sites: contoso.sites.map((site) => ({
    ...site,
    pools: site.pools.map((pool) => ("nextHop" in pool ? { ...pool, nextHop: director } : pool)),
  })),
};

describe("no guard finds anything in", () => {
  test.each<{ what: string; topology: object; program: Declared[] }>([
    { what: "the vendor's procedure, in Contoso with its branch", topology: contoso, program: procedure },
    {
      what: "the vendor's procedure with one pool left out",
      topology: contoso,
      program: procedure.filter(({ args }) => !args.identity.endsWith(userPools[1] ?? "")),
    },
    { what: "the example Contoso", topology: example, program: procedure },
    {
      what: "passive outside and Kerberos inside: a passive Director in front of pools that keep Kerberos and NTLM",
      topology: throughDirector,
      program: [webOf(web(director), passive), atEdge],
    },
    {
      what: "the same, with the methods that the pools keep declared",
      topology: throughDirector,
      program: [
        webOf(web(director), passive),
        atEdge,
        ...userPools.flatMap((pool) => [
          webOf(web(pool), { useWindowsAuth: "Negotiate" }),
          proxyOf(registrar(pool), { maxKeepAliveInterval: 7 }),
        ]),
      ],
    },
    {
      what: "a branch in front of a passive pool, with Kerberos and NTLM off there",
      topology: {
        serverVersion: 2015,
        sites: [
          { name: "Redmond", pools: [{ fqdn: "LyncPool01.contoso.com", role: "enterprisePool" }] },
          { name: "Branches", pools: [{ fqdn: "Branch01.contoso.com", role: "survivableBranch", homePool: "LyncPool01.contoso.com" }] },
        ],
      },
      program: [...ofPool("LyncPool01.contoso.com"), proxyOf(registrar("Branch01.contoso.com"), certificateAlone)],
    },
  ])("$what", async ({ topology, program }) => {
    for (const order of [program, [...program].reverse()]) {
      expect(await findingsIn({ topology, program: order, beside: besideOf(program) })).toEqual({});
    }
  });
});
