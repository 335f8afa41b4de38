import { describe, expect, test } from "vitest";
import { unknownValue } from "../../provider/src/stack/unknown";
import {
  aloneOnServer,
  certificateAlone,
  edgeServer,
  findingsIn,
  newProxy,
  newWeb,
  off,
  passive,
  passiveOnServer,
  proxyOf,
  uri,
  web,
  webOf,
  type Situation,
} from "../support/judging";
import { saying } from "../support/saying";

// Both halves of the procedure at an Edge. It must be passive together with its next hop, and with
// all pools whose users come through it.

const [pool, other, third] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com", "LyncPool03.contoso.com"] as const;
const director = "Director01.contoso.com";
const edge = "EdgePool01.contoso.com";
const elsewhere = { name: "Dublin", pools: [{ fqdn: "Dublin01.contoso.com", role: "enterprisePool" }] };

/** A site with an Edge and other pools. */
const siteOf = (nextHop: string, pools: object[]): object => ({
  serverVersion: 2015,
  sites: [{ name: "Redmond", pools: [...pools, { fqdn: edge, role: "edge", nextHop }] }, elsewhere],
});
const userPools = [pool, other, third].map((fqdn) => ({ fqdn, role: "enterprisePool" }));
const withDirector = [...userPools, { fqdn: director, role: "director" }];
const made = proxyOf(edgeServer(edge), certificateAlone);
const atEdge = async (situation: Situation): Promise<string[]> => (await findingsIn(situation))[edgeServer(edge)] ?? [];

describe("an Edge that is made passive, in front of a passive user pool", () => {
  const leavesOut = (names: string): unknown => saying("edgeLocksOut", "warned: ", ` ${pool} `, ` ${names} in the same site`);

  test("is warned about with the names of the site's pools whose users it locks out", async () => {
    const topology = siteOf(pool, userPools);
    expect(await atEdge({ topology, program: [webOf(web(pool), passive), made] })).toEqual([leavesOut(`${other}, ${third}`)]);
    // The order does not matter, nor whether this run made the pool passive.
    expect(await atEdge({ topology, program: [made, webOf(web(pool), passive)], beside: { passive: pool.toLowerCase() } })).toEqual([
      leavesOut(`${other}, ${third}`),
    ]);
    const server = [newWeb(web(pool), passiveOnServer), newWeb(web(third), passiveOnServer)];
    expect(await atEdge({ topology, server, program: [made] })).toEqual([leavesOut(other)]);
    // A pool that has passive on next to other methods is not passive.
    expect(await atEdge({ topology, server, program: [webOf(web(other), { ...passive, usePinAuth: true }), made] })).toEqual([
      leavesOut(other),
    ]);
  });

  test("is also warned about if it inherits the global proxy, where the program turns Kerberos and NTLM off", async () => {
    const said = await findingsIn({
      topology: siteOf(pool, userPools),
      program: [webOf(web(pool), passive), proxyOf("Global", certificateAlone)],
    });
    expect(said.Global).toEqual([leavesOut(`${other}, ${third}`)]);
  });

  test("is warned about if the Director of the site is not passive", async () => {
    const server = [newWeb(web(pool), passiveOnServer), newWeb(web(third), passiveOnServer)];
    expect(await atEdge({ topology: siteOf(pool, withDirector), server, program: [made] })).toEqual([leavesOut(other)]);
  });

  test.each<{ what: string } & Situation>([
    {
      what: "if every pool of the site is passive already or becomes passive",
      topology: siteOf(pool, userPools),
      server: [newWeb(web(other), passiveOnServer)],
      program: [made, webOf(web(pool), passive), webOf(web(third), passive)],
      beside: { passive: `${pool} ${third}`.toLowerCase() },
    },
    {
      what: "with a pool whose settings are not known yet",
      topology: siteOf(pool, userPools),
      server: [newWeb(web(pool), passiveOnServer), newWeb(web(third), passiveOnServer)],
      program: [webOf(web(other), { ...off, ...uri, useWsFedPassiveAuth: unknownValue }), made],
    },
    {
      what: "behind a passive Director",
      topology: siteOf(pool, withDirector),
      program: [webOf(web(pool), passive), webOf(web(director), passive), made],
    },
    {
      what: "behind a Director that is not known yet",
      topology: siteOf(pool, withDirector),
      program: [webOf(web(pool), passive), webOf(web(director), { ...off, ...uri, useWsFedPassiveAuth: unknownValue }), made],
    },
    {
      what: "if the next hop is a passive Director",
      topology: siteOf(director, withDirector),
      program: [webOf(web(director), passive), made],
    },
    {
      what: "with pools of other sites",
      topology: siteOf(pool, userPools.slice(0, 1)),
      program: [webOf(web(pool), passive), made],
    },
  ])("is not warned about $what", async ({ what: _what, ...situation }) => {
    expect(await atEdge(situation)).toEqual([]);
  });

  test("has another warning if Kerberos or NTLM is left on", async () => {
    const program = [webOf(web(pool), passive), proxyOf(edgeServer(edge), { useKerberosForClientToProxyAuth: false })];
    expect(await atEdge({ topology: siteOf(pool, userPools), program })).toEqual([saying("noSecondFactor", "useNtlmForClientToProxyAuth")]);
  });
});

describe("an Edge that was forgotten", () => {
  test.each([pool, director])("is warned about at its passive next hop %s, whether or not its proxy is declared", async (hop) => {
    const topology = siteOf(hop, withDirector);
    const inFront = (methods: string, mend: string): unknown =>
      saying("noSecondFactor", `warned: `, `${methods} is on at ${edge}, the Edge in front of this pool `, mend);
    const around = [web(other), web(third), web(hop === pool ? director : pool)].map((identity) => newWeb(identity, passiveOnServer));
    const alone = [...around, newProxy("Global", aloneOnServer), newProxy(edgeServer(edge), { UseNtlmForClientToProxyAuth: false })];
    const at = async (situation: Omit<Situation, "topology">): Promise<string[]> =>
      (await findingsIn({ topology, ...situation }))[web(hop)] ?? [];
    expect(await at({ server: alone, program: [webOf(web(hop), passive)], beside: {} })).toEqual([
      inFront("useKerberosForClientToProxyAuth", "Declare the Edge's proxy with both Kerberos and NTLM off"),
    ]);
    const declared = proxyOf(edgeServer(edge), { maxKeepAliveInterval: 7, adopt: true });
    expect(await at({ server: alone, program: [webOf(web(hop), passive), declared] })).toEqual([
      inFront("useKerberosForClientToProxyAuth", "Turn both Kerberos and NTLM off there"),
    ]);
    const both = proxyOf(edgeServer(edge), { ...certificateAlone, adopt: true });
    expect(await at({ server: alone, program: [webOf(web(hop), passive), both] })).toEqual([]);
  });
});
