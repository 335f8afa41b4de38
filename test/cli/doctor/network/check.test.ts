import { beforeAll, describe, expect, test } from "vitest";
import type { DeploymentContext } from "../../../../provider/src/cli/doctor/check";
import { networkCheck, type NetworkOptions } from "../../../../provider/src/cli/doctor/network/check";
import type { Result } from "../../../../provider/src/cli/doctor/result";
import type { DeclaredStack } from "../../../../provider/src/cli/declaredStack";
import { makeAuthority, type Authority } from "../../../support/authority";
import { returning } from "../../../support/httpsServer";
import { wsdlOf } from "../../../support/metadata";
import { hosts, metadataUri, passiveSite, pool, type Host, type Returned } from "../../../support/passiveSite";
import { simulate, type Simulated } from "../../../support/simulated";

let authority: Authority;

beforeAll(async () => {
  authority = await makeAuthority();
});

/** Runs the check over the network for a simulated deployment. */
function asked(
  { deployment, file }: Pick<Simulated, "deployment" | "file">,
  { stacks = [], ...options }: NetworkOptions & { stacks?: DeclaredStack[] } = {},
): Promise<Result[]> {
  const config = { simulator: { topology: file, name: "contoso.json" }, timeoutSeconds: 120, sessions: 1, offline: false };
  const context: DeploymentContext = { folder: ".", say: () => undefined, config, deployment, stacks };
  return networkCheck({ trust: { ca: [authority.root], readsSystemStore: true }, ...options }).run(context);
}

/** Runs it for a site whose hosts return these responses instead of the right ones. */
async function askedOf(answers: Partial<Record<Host, Returned>>, options: NetworkOptions = {}): Promise<Result[]> {
  return asked(await passiveSite(answers, { authority }), options);
}

const inShort = (results: readonly Result[]): string[] =>
  results.map(({ check, subject, status, code }) => [check, subject, code ?? status].join(" "));
const wrong = (results: readonly Result[]): string[] =>
  inShort(results.filter(({ status }) => status !== "fine" && status !== "information"));

/**
 * A stack that declares Web Services with these outputs. They are of this deployment unless they
 * name another one.
 */
function stackWith(outputs: Record<string, unknown>): DeclaredStack[] {
  const urn = "urn:pulumi:prod::contoso::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::web";
  return [
    {
      stack: "prod",
      resources: [
        { urn, type: "pulumi-nodejs:dynamic/lync:WebServiceConfiguration", outputs: { deployment: "simulator:contoso.json", ...outputs } },
      ],
    },
  ];
}

describe("what is requested over the network", () => {
  test("is the metadata of AD FS and of the pool, and each web server; TLS and clock are judged once for each host", async () => {
    const results = await askedOf({});
    expect(inShort(results)).toEqual([
      ...Array.from({ length: 3 }, () => `AD FS metadata ${metadataUri} fine`),
      `Pool metadata ${pool} fine`,
      "Web server fe01.contoso.com fine",
      "Web server fe02.contoso.com fine",
      "TLS sts.contoso.com fine",
      "TLS internal.lyncpool01.contoso.com fine",
      "TLS fe01.contoso.com fine",
      "TLS fe02.contoso.com fine",
      "Clocks the servers fine",
    ]);
    expect(results[0]?.asked).toMatch(
      /^GET https:\/\/sts\.contoso\.com\/.* at 127\.0\.0\.1:\d+, as the topology says\. The requests come from this machine, not from the servers\.$/,
    );
  });

  test("is nothing if no pool is passive", async () => {
    expect(await asked(simulate())).toMatchObject([
      {
        check: "Network",
        status: "notAsked",
        found: "No pool has passive authentication on, and no stack declares it.",
      },
    ]);
  });

  test("is nothing from hosts without an address in the topology, which share one result", async () => {
    const site = await passiveSite({}, { authority, more: ["other.contoso.com"], unmapped: ["fe02.contoso.com"] });
    const results = await asked(site);
    expect(wrong(results)).toEqual(["Pool metadata other.contoso.com notAsked", "Web server 2 hosts notAsked"]);
    const [metadata, servers] = results.filter(({ status }) => status === "notAsked");
    expect(metadata?.asked).toMatch(
      /^Nothing\. The request would be GET https:\/\/.*\/passiveauth\/federationmetadata\/2007-06\/federationmetadata\.xml$/,
    );
    expect(servers?.found).toContain('gives no address under "hosts" for fe02.contoso.com, other.contoso.com.');
  });

  test("includes what a stack declares for the pool and AD FS", async () => {
    const outputs = {
      identity: `Service:WebServer:LyncPool01.contoso.com`,
      useWsFedPassiveAuth: true,
      wsFedPassiveMetadataUri: "https://fs.contoso.com/m.xml",
    };
    const topology = { serverVersion: 2013, sites: [{ name: "A", pools: [{ fqdn: pool, role: "enterprisePool" }] }] };
    expect(inShort(await asked(simulate(topology), { stacks: stackWith(outputs) }))).toEqual([
      "AD FS metadata https://fs.contoso.com/m.xml notAsked",
      `Pool metadata ${pool} notAsked`,
      `Web server ${pool} notAsked`,
    ]);
  });

  test.each([
    [
      "a secret",
      {
        identity: "Global",
        wsFedPassiveMetadataUri: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" },
      },
    ],
    ["read by get", { identity: "Global", external: {}, wsFedPassiveMetadataUri: "https://fs.contoso.com/m.xml" }],
    ["empty", { identity: "Global", wsFedPassiveMetadataUri: "" }],
    ["another deployment's", { identity: "Global", deployment: "local", wsFedPassiveMetadataUri: "https://fs.contoso.com/m.xml" }],
  ])("includes no URI that is %s", async (_what, outputs) => {
    expect(inShort(await asked(simulate(), { stacks: stackWith(outputs) }))).toEqual(["Network this deployment notAsked"]);
  });

  test.each(["http://fs.contoso.com/m.xml", "https://user:password@fs.contoso.com/m.xml"])(
    "includes no URI such as %s, which is a finding",
    async (uri) => {
      const results = await asked(simulate(), { stacks: stackWith({ identity: "Global", wsFedPassiveMetadataUri: uri }) });
      expect(wrong(results)).toEqual([`AD FS metadata ${uri} wrongMetadataUri`]);
    },
  );
});

describe("an AD FS that does not return its metadata", () => {
  test.each<[string, Returned, string, string]>([
    [
      "an HTML page",
      returning("<!DOCTYPE html><title>Sign in</title>"),
      "metadataWrong",
      "It returned an HTML page, such as a sign-in page, instead of an XML document.",
    ],
    ["nothing", returning(""), "metadataWrong", "document must contain a root element."],
    ["half a document", returning("<EntityDescriptor>"), "metadataWrong", "It returned a document that is not valid XML: "],
    [
      "a billion laughs",
      returning('<!DOCTYPE l [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><l>&b;</l>'),
      "metadataWrong",
      "It returned a document that has a DOCTYPE, ",
    ],
    ["too much", returning(Buffer.alloc(1_000_000, "a")), "metadataWrong", "It returned more than 100000 bytes."],
    ["an error", returning("", { status: 503 }), "metadataUnreachable", "It returned the status 503 and no document."],
    [
      "a redirect",
      returning("", { status: 302, headers: { Location: "https://login.contoso.com/" } }),
      "metadataUnreachable",
      "It returned the status 302, which redirects to https://login.contoso.com/. Doctor follows no redirects.",
    ],
  ])("but %s is a finding that hides no other result", async (_what, returned, code, found) => {
    const results = await askedOf({ "sts.contoso.com": returned }, { limits: { milliseconds: 15_000, bytes: 100_000 } });
    expect(wrong(results)).toEqual([`AD FS metadata ${metadataUri} ${code}`]);
    const [finding] = results;
    expect(finding?.found).toMatch(/[^.]\.$/);
    expect(finding).toMatchObject({ status: "finding", found: expect.stringContaining(found), advice: expect.stringMatching(/\.$/) });
    expect(inShort(results)).toContain("Web server fe02.contoso.com fine");
  });
});

test("an AD FS that never responds is a finding after the time limit, and every other host is checked", async () => {
  const results = await askedOf({ "sts.contoso.com": () => undefined }, { limits: { milliseconds: 500, bytes: 100_000 } });
  const found = "No complete response arrived within the time limit.";
  expect(results[0]).toMatchObject({ subject: metadataUri, code: "metadataUnreachable", found });
  expect(results.map(({ subject }) => subject)).toEqual(expect.arrayContaining([pool, "fe01.contoso.com", "fe02.contoso.com"]));
});

describe("a web server", () => {
  test("that does not act on the stored values yet is a finding, next to one that does", async () => {
    const results = await askedOf({ "fe02.contoso.com": returning(wsdlOf("WsFedPassive", "WebTicketServiceWinNegotiate")) });
    expect(wrong(results)).toEqual(["Web server fe02.contoso.com otherMethodOffered"]);
  });

  test("is checked even if the replication status, and with it the versions, cannot be read", async () => {
    const simulated = await passiveSite({}, { authority });
    simulated.setFaults({ cmdlet: "Get-CsManagementStoreReplicationStatus", fail: { category: "PermissionDenied", id: "AccessDenied" } });
    expect(inShort(await asked(simulated))).toEqual(
      expect.arrayContaining(["Web server fe01.contoso.com fine", "Web server fe02.contoso.com fine"]),
    );
  });

  test("that returns an error is a finding", async () => {
    expect(wrong(await askedOf({ "fe01.contoso.com": returning("", { status: 404 }) }))).toEqual([
      "Web server fe01.contoso.com webServiceUnreachable",
    ]);
  });

  test("is unknown if the deployment does not list a pool's computers", async () => {
    const { deployment, file } = await passiveSite({}, { authority });
    const silent = {
      directory: () => deployment.directory(),
      find: deployment.find.bind(deployment),
      askVersions: () => Promise.resolve(new Map()),
    };
    const results = await asked({ deployment: silent as unknown as Simulated["deployment"], file });
    expect(wrong(results)).toEqual([`Web server ${pool} notJudged`]);
  });
});

test("an unknown issuer is an unknown result if Node.js does not read the system's store", async () => {
  const results = await askedOf({}, { trust: { readsSystemStore: false } });
  const untold = results.filter(({ status }) => status !== "fine");
  expect(inShort(untold)).toEqual(hosts.map((host) => `TLS ${host} certificateUntrusted`));
  expect(new Set(untold.map(({ status }) => status))).toEqual(new Set(["unknown"]));
  expect(untold[0]?.advice).toContain("NODE_EXTRA_CA_CERTS");
});

test("every result says that this machine sends the requests, not the servers", async () => {
  const results = await askedOf({});
  expect(results.filter(({ asked: words }) => !words.endsWith("The requests come from this machine, not from the servers."))).toEqual([]);
});

test("a failing check hides no other", async () => {
  const { deployment, file } = await passiveSite({}, { authority });
  const failing = {
    directory: () => deployment.directory(),
    find: deployment.find.bind(deployment),
    versions: () => Promise.reject(new Error("gone")),
  };
  const results = await asked({ deployment: failing as unknown as Simulated["deployment"], file });
  expect(wrong(results)).toEqual(["Web server this check notJudged"]);
  expect(inShort(results)).toContain(`Pool metadata ${pool} fine`);
});

test("a server whose clock is wrong is found by the date of its response", async () => {
  const tenMinutesAgo = new Date(Date.now() - 600_000).toUTCString();
  const results = await askedOf({ "fe01.contoso.com": returning(wsdlOf("WsFedPassive"), { headers: { Date: tenMinutesAgo } }) });
  expect(wrong(results)).toEqual(["Clocks fe01.contoso.com clocksDiffer"]);
});
