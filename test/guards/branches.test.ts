import { describe, expect, test } from "vitest";
import { unknownValue } from "../../provider/src/stack/unknown";
import {
  aloneOnServer,
  certificateAlone,
  findingsIn,
  newProxy,
  newWeb,
  off,
  offOnServer,
  passive,
  passiveOnServer,
  proxyOf,
  registrar,
  uri,
  web,
  webOf,
  type Situation,
} from "../support/judging";
import { saying } from "../support/saying";

// Users of a branch appliance register at the appliance, and get their web tickets from the pool
// that serves it.

const [pool, other] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com"] as const;
const branch = "Branch01.contoso.com";

/**
 * Two pools with users, and a branch. One of the pools serves it if the topology says so; that pool
 * may be in another site.
 */
const topologyOf = (homePool?: string, { branchSite = "Redmond" } = {}): object => {
  const site = (name: string, pools: object[]): object => ({
    name,
    pools:
      name === branchSite ? [...pools, { fqdn: branch, role: "survivableBranch", ...(homePool === undefined ? {} : { homePool }) }] : pools,
  });
  const users = [pool, other].map((fqdn) => ({ fqdn, role: "enterprisePool" }));
  return { serverVersion: 2015, sites: [site("Redmond", users), site("Branches", [])] };
};
const atBranch = async (situation: Situation): Promise<string[]> => (await findingsIn(situation))[registrar(branch)] ?? [];
const alone = proxyOf(registrar(branch), certificateAlone);

describe("a branch's proxy with only certificates", () => {
  const noWay = (pools: string): unknown => saying("noWayToTicket", "refused: ", ` ${pools} `);

  test("is refused if the pool that serves it offers no web ticket, in whichever site the pool is, and only then", async () => {
    for (const topology of [topologyOf(pool), topologyOf(pool, { branchSite: "Branches" })]) {
      expect(await atBranch({ topology, server: [newWeb(web(pool), offOnServer)], program: [alone] })).toEqual([noWay(pool)]);
      expect(await atBranch({ topology, server: [newWeb(web(other), offOnServer)], program: [alone] })).toEqual([]);
    }
  });

  test("is also refused if it is unknown which pool serves it, and no pool of its site offers a web ticket", async () => {
    const topology = topologyOf();
    const [first, second] = [newWeb(web(pool), offOnServer), newWeb(web(other), offOnServer)];
    expect(await atBranch({ topology, server: [first, second], program: [alone] })).toEqual([noWay(`${pool}, ${other}`)]);
    expect(await atBranch({ topology, server: [first], program: [alone] })).toEqual([]);
    expect(await atBranch({ topology, server: [second, newWeb(web(pool), passiveOnServer)], program: [alone] })).toEqual([]);
  });

  test("is not refused as long as it is unknown what the pool offers, nor if the program will turn passive on there", async () => {
    const server = [newWeb(web(pool), offOnServer)];
    const unsure = webOf(web(pool), { ...off, ...uri, useWsFedPassiveAuth: unknownValue, adopt: true });
    expect(await atBranch({ topology: topologyOf(pool), server, program: [unsure, alone] })).toEqual([
      saying("wayToTicketUnknown", "warned: ", pool),
    ]);
    const beside = { passive: pool.toLowerCase() };
    const later = webOf(web(pool), { ...passive, adopt: true });
    expect(await atBranch({ topology: topologyOf(pool), server, program: [alone, later], beside })).toEqual([]);
  });

  test("is warned about if it is unknown which pool serves it and its site has no pool", async () => {
    expect(await atBranch({ topology: topologyOf(undefined, { branchSite: "Branches" }), program: [alone] })).toEqual([
      saying("wayToTicketUnknown", "warned: "),
    ]);
  });

  test("is not warned about if it demands more of its users than the pool behind it, unlike an Edge's proxy", async () => {
    expect(await atBranch({ topology: topologyOf(pool), program: [alone] })).toEqual([]);
  });

  test("is also judged at Global if the branch inherits it", async () => {
    const server = [newWeb(web(pool), offOnServer), ...[pool, other].map((name) => newProxy(registrar(name), {}))];
    expect(await findingsIn({ topology: topologyOf(pool), server, program: [proxyOf("Global", certificateAlone)] })).toEqual({
      Global: [noWay(pool)],
    });
  });
});

describe("a branch's proxy with NTLM", () => {
  const ntlm = proxyOf(registrar(branch), { useKerberosForClientToProxyAuth: false });
  const [first, second] = [newWeb(web(pool), passiveOnServer), newWeb(web(other), passiveOnServer)];
  const withoutFactor = (pools: string): unknown => saying("noSecondFactor", "warned: ", pools, "useNtlmForClientToProxyAuth");

  test("is warned about if the pool that serves it is passive, and only then", async () => {
    expect(await atBranch({ topology: topologyOf(pool), server: [first], program: [ntlm] })).toEqual([withoutFactor(pool)]);
    expect(await atBranch({ topology: topologyOf(pool), server: [second], program: [ntlm] })).toEqual([]);
  });

  test("is also warned about if it is unknown which pool serves it, and all pools of its site are passive", async () => {
    expect(await atBranch({ topology: topologyOf(), server: [first, second], program: [ntlm] })).toEqual([
      withoutFactor(`${pool}, ${other}`),
    ]);
    expect(await atBranch({ topology: topologyOf(), server: [first], program: [ntlm] })).toEqual([]);
  });
});

describe("a pool that serves branches", () => {
  const server = [newWeb(web(other), passiveOnServer), ...[pool, other].map((name) => newProxy(registrar(name), aloneOnServer))];
  const atPool = async (situation: Situation): Promise<string[]> => (await findingsIn(situation))[web(pool)] ?? [];
  const atBranchOf = (methods: string, ...parts: string[]): unknown =>
    saying("noSecondFactor", "warned: ", ` ${methods} on at the branch ${branch}, which this pool serves`, ...parts);
  const mend = `Declare the branch's proxy (ProxyConfiguration "${registrar(branch)}")`;

  test("is warned about a branch with Kerberos or NTLM if it is passive, whether or not that is declared", async () => {
    const topology = topologyOf(pool);
    const program = [webOf(web(pool), passive)];
    expect(await atPool({ topology, server, program, beside: {} })).toEqual([
      atBranchOf("useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth are", '("Global")', mend),
    ]);
    const ntlm = proxyOf(registrar(branch), { useKerberosForClientToProxyAuth: false });
    expect(await atPool({ topology, server, program: [...program, ntlm] })).toEqual([
      atBranchOf("useNtlmForClientToProxyAuth is", `("${registrar(branch)}")`, "Turn both Kerberos and NTLM off there"),
    ]);
    expect(await atPool({ topology, server, program: [...program, alone] })).toEqual([]);
    expect(await atPool({ topology, server: [...server, newProxy(registrar(branch), aloneOnServer)], program })).toEqual([]);
  });

  test("is not warned about another pool's branch, nor if passive is on next to another method", async () => {
    expect(await atPool({ topology: topologyOf(other), server, program: [webOf(web(pool), passive)] })).toEqual([]);
    expect(await atPool({ topology: topologyOf(pool), server, program: [webOf(web(pool), { ...passive, usePinAuth: true })] })).toEqual([
      saying("otherMethodLeft", "usePinAuth"),
    ]);
  });

  test("is not warned about a branch that another pool may serve, as long as that pool lets clients sign in", async () => {
    const program = [webOf(web(pool), passive)];
    expect(await atPool({ topology: topologyOf(), server, program })).toEqual([]);
    expect(await atPool({ topology: topologyOf(), server: server.slice(1), program })).toEqual([]);
    const closed = [newWeb(web(other), offOnServer), ...server.slice(1)];
    expect(await atPool({ topology: topologyOf(), server: closed, program })).toEqual([saying("noSecondFactor", branch)]);
  });

  test("is warned about by name if the site's collection makes it passive", async () => {
    const said = await findingsIn({ topology: topologyOf(pool), server: server.slice(1), program: [webOf("Site:Redmond", passive)] });
    expect(said["Site:Redmond"]).toContainEqual(
      saying(
        "noSecondFactor",
        "warned: ",
        `${pool}, which inherits this collection`,
        "useKerberosForClientToProxyAuth and useNtlmForClientToProxyAuth",
      ),
    );
  });

  test("is refused if it is turned back to only certificates and a branch takes nothing else", async () => {
    const program = [alone, webOf(web(pool), { ...off, useCertificateAuth: true, useWsFedPassiveAuth: false, adopt: true })];
    const passiveNow = [newWeb(web(pool), passiveOnServer)];
    expect(await atPool({ topology: topologyOf(pool), server: passiveNow, program })).toEqual([
      saying("noWayToTicket", "refused: ", `"${registrar(branch)}"`),
    ]);
    expect(await atPool({ topology: topologyOf(other), server: passiveNow, program })).toEqual([]);
    expect(await atPool({ topology: topologyOf(), server: passiveNow, program })).toEqual([]);
  });
});
