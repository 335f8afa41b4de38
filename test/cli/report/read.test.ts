import { describe, expect, test } from "vitest";
import { readReport } from "../../../provider/src/cli/report/read";
import type { Place, Report } from "../../../provider/src/cli/report/report";
import { contoso } from "../../support/contoso";
import { encrypted, stackOf, stateResource } from "../../support/declared";
import { metadataUri, passiveProxy, passiveWeb } from "../../support/passiveCalls";
import { simulate, type Simulated } from "../../support/simulated";

const pool = "StandardServer01.contoso.com";
const webIdentity = `Service:WebServer:${pool}`;
const proxyIdentity = `Service:Registrar:${pool}`;

const declaredWeb = {
  identity: webIdentity,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: metadataUri,
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
};
const declaredProxy = { identity: proxyIdentity, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };
const stack = stackOf(
  stateResource("WebServiceConfiguration", declaredWeb, "StandardServer01"),
  stateResource("ProxyConfiguration", declaredProxy, "StandardServer01"),
);

/** A deployment in which no pool is in front of another. */
const alone = {
  ...contoso,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: pool, role: "standardEdition" },
        { fqdn: "Other.contoso.com", role: "enterprisePool" },
      ],
    },
  ],
};

function read({ deployment }: Simulated, stacks = [stack]): Promise<Report> {
  return readReport(deployment, stacks, () => undefined);
}

function placeIn({ places }: Report, name = pool): Place {
  return places.find((place) => place.name === name)!;
}

/** A place's findings that are more than information, each as its severity and code. */
function found(place: Place): string[] {
  return place.findings.filter(({ severity }) => severity !== "information").map(({ severity, code }) => `${severity} ${code}`);
}

describe("a deployment where nothing was changed", () => {
  test("has its pools and Global, each with what it inherits, and no findings", async () => {
    const report = await read(simulate(), []);
    expect(report.places.map(({ name }) => name)).toEqual([
      "Director01.contoso.com",
      "LyncPool01.contoso.com",
      pool,
      "Branch01.contoso.com",
      "EdgePool01.contoso.com",
      "Global",
    ]);
    expect(report.places.flatMap(({ findings }) => findings)).toEqual([]);
    expect(report.places.some(({ isPassiveDeclared }) => isPassiveDeclared)).toBe(false);
    expect(report).toMatchObject({ notes: [], isWhole: true });
    const [web, proxy] = placeIn(report).collections;
    expect(web).toMatchObject({
      configuration: "CsWebServiceConfiguration",
      service: "WebServer",
      identity: "Global",
      isInherited: true,
      declaredBy: null,
    });
    expect(proxy?.methods).toContainEqual({
      ...{ method: "NTLM", parameter: "UseNtlmForClientToProxyAuth", state: "on", value: "True", declared: null, isAsDeclared: null },
    });
    expect(placeIn(report, "Global").collections.map(({ isInherited }) => isInherited)).toEqual([false, false]);
  });

  test("does not run cmdlets for each pool", async () => {
    const pools = Array.from({ length: 40 }, (_, index) => ({ fqdn: `Pool${String(index)}.contoso.com`, role: "enterprisePool" }));
    const simulated = simulate({ serverVersion: 2013, sites: [{ name: "Redmond", pools }] });
    await read(simulated, []);
    expect(simulated.calls.length).toBeLessThan(10);
  });
});

describe("a pool where passive authentication is as declared", () => {
  test("has nothing that undermines it, but reports that older certificates still work", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool));
    const place = placeIn(await read(simulated));
    expect(place.isPassiveDeclared).toBe(true);
    expect(place.collections.map(({ isInherited, declaredBy }) => ({ isInherited, declaredBy }))).toEqual([
      { isInherited: false, declaredBy: { stack: "dev", resource: "StandardServer01" } },
      { isInherited: false, declaredBy: { stack: "dev", resource: "StandardServer01" } },
    ]);
    expect(place.findings).toEqual([
      {
        code: "certificatesWorkOn",
        severity: "information",
        message:
          "Certificates that clients received earlier may work without the second factor for up to 4320 hours (180 days; DefaultValidityPeriodHours). " +
          "Revoke-CsClientCertificate -Identity <user> revokes them.",
      },
    ]);
  });

  test("is also meant to be passive without stacks, because it is stored like that", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool));
    const report = await read(simulated, []);
    expect(placeIn(report).isPassiveDeclared).toBe(true);
    expect(placeIn(report, "Other.contoso.com").isPassiveDeclared).toBe(false);
  });
});

describe("what undermines passive authentication is found:", () => {
  test("NTLM at the pool's own proxy", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool, { UseNtlmForClientToProxyAuth: true }));
    const report = await read(simulated, []);
    const [finding] = placeIn(report).findings;
    expect(finding).toEqual({
      code: "noSecondFactor",
      severity: "undermines",
      message: "NTLM is still on at the Registrar. A client can sign in without the second factor.",
    });
    // Its Web Services and its proxy have the same finding.
    expect(found(placeIn(report))).toEqual(["undermines noSecondFactor"]);
  });

  test("passwords at the Edge in front of the pool", async () => {
    const simulated = simulate();
    await simulated.run(passiveWeb("LyncPool01.contoso.com"), passiveProxy("LyncPool01.contoso.com"));
    const messages = placeIn(await read(simulated, []), "LyncPool01.contoso.com").findings.map(({ message }) => message);
    expect(messages).toContain(
      "Kerberos and NTLM are still on at the Edge in front of this pool, EdgePool01.contoso.com. A client can sign in without the second factor.",
    );
  });

  test("another method next to it in Web Services", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool, { UseWindowsAuth: "NTLM" }), passiveProxy(pool));
    const place = placeIn(await read(simulated, []));
    expect(place.findings).toContainEqual({
      code: "otherMethodLeft",
      severity: "undermines",
      message: "Windows (NTLM) is still on at Web Services. A client prefers that to passive authentication.",
    });
  });

  test("a method at the proxy for which the server has no value", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool));
    simulated.changeObjects((object) => (object.Identity === proxyIdentity ? { ...object, UseNtlmForClientToProxyAuth: null } : object));
    expect(placeIn(await read(simulated, [])).findings).toContainEqual({
      code: "otherMethodUnknown",
      severity: "undermines",
      message: "It is unknown whether NTLM is off at the Registrar. A client could sign in without the second factor.",
    });
  });

  test("a backup pool that is not passive", async () => {
    const pools = [
      { fqdn: pool, role: "standardEdition", backupPool: "Other.contoso.com" },
      { fqdn: "Other.contoso.com", role: "standardEdition" },
    ];
    const simulated = simulate({ ...contoso, sites: [{ name: "Redmond", pools }] });
    await simulated.run(passiveWeb(pool), passiveProxy(pool));
    expect(placeIn(await read(simulated, [])).findings).toContainEqual({
      code: "neighbourNotPassive",
      severity: "undermines",
      message:
        "Its backup pool Other.contoso.com is not passive. Users that it serves sign in by other methods. Make that pool passive too.",
    });
  });

  test("a server that does not act on the stored values yet", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool));
    simulated.setFaults({ cmdlet: "Get-CsManagementStoreReplicationStatus", lagSeconds: 3600 });
    const report = await read(simulated, []);
    expect(found(placeIn(report))).toEqual(["undermines notInEffect"]);
    expect(found(placeIn(report, "Other.contoso.com"))).toEqual(["warning notInEffect"]);
  });
});

describe("the findings of a wider scope are reported at that scope", () => {
  test("passive authentication next to Windows at global scope, as for the web app, undermines nothing at the pools", async () => {
    const simulated = simulate(alone);
    await simulated.run({
      cmdlet: "Set-CsWebServiceConfiguration",
      parameters: { Identity: "Global", UseWsFedPassiveAuth: true, WsFedPassiveMetadataUri: metadataUri },
    });
    const report = await read(simulated, []);
    expect(report.places.map((place) => [place.name, place.isPassiveDeclared, ...found(place)])).toEqual([
      [pool, false],
      ["Other.contoso.com", false],
      ["Global", false, "warning globalPassive"],
    ]);
  });

  test("passive authentication as the only method at global scope is meant for the pools that inherit it, and their proxies undermine it", async () => {
    const simulated = simulate(alone);
    const { parameters } = passiveWeb(pool);
    await simulated.run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { ...parameters, Identity: "Global" } });
    await simulated.run(passiveProxy(pool));
    const report = await read(simulated, []);
    expect(report.places.map((place) => [place.name, place.isPassiveDeclared, ...found(place)])).toEqual([
      [pool, true],
      ["Other.contoso.com", true, "undermines noSecondFactor"],
      ["Global", true, "warning globalPassiveAlone"],
    ]);
  });
});

describe("what is not as the stack declares is a finding", () => {
  test("for each setting, and a different method undermines passive authentication", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool, { UsePinAuth: true }), passiveProxy(pool));
    const place = placeIn(await read(simulated));
    expect(found(place)).toEqual(["undermines notAsDeclared", "undermines otherMethodLeft"]);
    expect(place.findings[0]?.message).toBe(
      `The stack dev declares CsWebServiceConfiguration "${webIdentity}", but the stored values differ: usePinAuth of "${webIdentity}": wanted false, found true.`,
    );
    expect(place.collections[0]?.methods.find(({ method }) => method === "PIN")).toMatchObject({
      value: "True",
      declared: "False",
      isAsDeclared: false,
    });
  });

  test("for a missing collection, and no setting of the one that applies instead counts as declared", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool));
    const place = placeIn(await read(simulated));
    expect(place.isPassiveDeclared).toBe(true);
    expect(found(place)).toEqual(["undermines notAsDeclared", "undermines noSecondFactor"]);
    expect(place.findings[0]?.message).toBe(
      `The stack dev declares CsProxyConfiguration "${proxyIdentity}", but that collection does not exist. "Global" applies instead.`,
    );
    expect(place.collections[1]?.methods.find(({ method }) => method === "certificate")).toMatchObject({
      declared: null,
      isAsDeclared: null,
    });
    expect(place.collections[1]?.methods.find(({ method }) => method === "NTLM")).toMatchObject({
      value: "True",
      declared: "False",
      isAsDeclared: false,
    });
  });

  test("as a warning for a setting that does not affect sign-in", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool, { MaxGroupSizeToExpand: 7 }), passiveProxy(pool));
    const other = stackOf(stateResource("WebServiceConfiguration", { ...declaredWeb, maxGroupSizeToExpand: 9 }));
    expect(found(placeIn(await read(simulated, [other])))).toEqual(["warning notAsDeclared"]);
  });

  test("without undermining anything if passive authentication is declared nowhere", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool, { UseNtlmForClientToProxyAuth: true }));
    const place = placeIn(await read(simulated, [stackOf()]));
    expect(place.isPassiveDeclared).toBe(false);
    expect(found(place)).toEqual(["warning noSecondFactor"]);
  });
});

describe("in a report,", () => {
  test("a secret value is never shown", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool));
    const secret = stackOf(
      stateResource("WebServiceConfiguration", {
        ...declaredWeb,
        wsFedPassiveMetadataUri: encrypted,
        secretSettings: ["wsFedPassiveMetadataUri"],
      }),
    );
    const report = await read(simulated, [secret]);
    expect(JSON.stringify(report)).not.toContain(metadataUri);
    const shown = placeIn(report).collections[0]?.methods.find(({ parameter }) => parameter === "WsFedPassiveMetadataUri");
    expect(shown).toMatchObject({ value: "[secret]", declared: null });
  });

  test("a collection that a program only reads with get does not count as declared", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool));
    const external = stackOf(stateResource("WebServiceConfiguration", { ...declaredWeb, external: true }));
    expect(placeIn(await read(simulated, [external])).collections[0]?.declaredBy).toBeNull();
  });

  test("collections of another deployment are named in a note", async () => {
    const others = stackOf(stateResource("WebServiceConfiguration", { ...declaredWeb, deployment: "simulator:other.json" }));
    const report = await read(simulate(alone), [others]);
    expect(report.notes).toEqual([`These collections were not read, because they belong to other deployments: ${webIdentity}.`]);
  });

  test("a replication status that cannot be read is a note, and hides nothing else", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool, { UseNtlmForClientToProxyAuth: true }));
    simulated.setFaults({ cmdlet: "Get-CsManagementStoreReplicationStatus", fail: { category: "PermissionDenied", id: "AccessDenied" } });
    const report = await read(simulated, []);
    expect(report.notes).toHaveLength(1);
    expect(report.notes[0]).toContain("It is unknown which servers act on the stored values.");
    expect(report.isWhole).toBe(false);
    expect(found(placeIn(report))).toEqual(["undermines noSecondFactor"]);
  });

  test("a failing cmdlet hides neither the methods nor other findings, but the report is not whole", async () => {
    const simulated = simulate(alone);
    await simulated.run(passiveWeb(pool), passiveProxy(pool, { UseNtlmForClientToProxyAuth: true }));
    simulated.setFaults({ cmdlet: "Get-CsPoolBackupRelationship", fail: { category: "PermissionDenied", id: "AccessDenied" } });
    const report = await read(simulated, []);
    expect(placeIn(report).collections).toHaveLength(2);
    expect(found(placeIn(report))).toEqual(["undermines noSecondFactor"]);
    expect(report.notes).toEqual([
      expect.stringMatching(
        /^It could not be judged whether anything undermines passive authentication at StandardServer01\.contoso\.com\. Get-CsPoolBackupRelationship .* failed/,
      ),
    ]);
    expect(report.isWhole).toBe(false);
  });
});

describe("an Edge that accepts only certificates", () => {
  const edge = "EdgePool01.contoso.com";

  test("is meant to be passive if the pool behind it is", async () => {
    const simulated = simulate();
    await simulated.run(passiveWeb("LyncPool01.contoso.com"), passiveProxy(edge, {}, "EdgeServer"));
    expect(placeIn(await read(simulated, []), edge).isPassiveDeclared).toBe(true);
  });

  test("is not meant to be passive if the pool behind it is not", async () => {
    const simulated = simulate();
    await simulated.run(passiveProxy(edge, {}, "EdgeServer"));
    const place = placeIn(await read(simulated, []), edge);
    expect(place.isPassiveDeclared).toBe(false);
    expect(found(place)).toEqual(["warning edgeAsksMore"]);
  });
});
