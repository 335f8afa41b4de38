import { describe, expect, test } from "vitest";
import { parseIdentity } from "../../provider/src/configurations/identity";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService, type WebServiceValues } from "../../provider/src/configurations/webService";
import { becomesPassive, guardVersions, guardVersionsThen } from "../../provider/src/guards/becomingPassive";
import type { Scope } from "../../provider/src/stack/memory";
import { codesOf } from "../support/codesOf";
import { newWeb, off, passive, passiveOnServer, registrar, web } from "../support/judging";
import { scopeAfter, scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

// versions.test.ts shows that versions are read only if they count.

const [old, older, fresh] = ["LyncPool10.contoso.com", "LyncPool11.contoso.com", "LyncPool15.contoso.com"] as const;
const pools = [...[old, older].map((fqdn) => ({ fqdn, role: "enterprisePool", version: 2010 })), { fqdn: fresh, role: "enterprisePool" }];
const topology = { serverVersion: 2015, sites: [{ name: "Redmond", pools }] };
const viewOf = async (...server: Parameters<typeof scopeAfter>[1]): Promise<Scope> =>
  (await scopeAfter(webService, server, topology)).scope;

describe("whether Web Services make their pools passive:", () => {
  const becomes = (scope: Scope, identity: string, values: WebServiceValues, stored?: WebServiceValues): Promise<boolean> =>
    becomesPassive(scope, { identity: parseIdentity(identity, scope.noun), values, stored });
  const beside = { ...passive, usePinAuth: true };

  test.each<[string, string, WebServiceValues, WebServiceValues | undefined, boolean]>([
    ["yes if they turn passive on", web(old), passive, off, true],
    ["yes if a pool's own turn it on next to another method", web(old), beside, off, true],
    ["no if pools inherit it next to another method", "Site:Redmond", beside, off, false],
    ["yes if they turn the last other method off", web(old), passive, beside, true],
    ["no if they are passive already", web(old), passive, passive, false],
    ["no if passive stays off", web(old), { ...off, useCertificateAuth: true }, {}, false],
  ])("%s", async (_what, identity, values, stored, expected) => {
    expect(await becomes(scopeOf(webService, simulate(topology).deployment), identity, values, stored)).toBe(expected);
  });

  test("no if the pool inherits that already", async () => {
    expect(await becomes(await viewOf(newWeb("Global", passiveOnServer)), web(old), passive)).toBe(false);
    expect(await becomes(await viewOf(), web(old), passive)).toBe(true);
  });

  test("no if it is a proxy", async () => {
    expect(await becomes({ ...(await viewOf()), noun: proxy }, registrar(old), passive, off)).toBe(false);
  });
});

describe("servers that are too old are refused", () => {
  test("with the name of their pool", async () => {
    const found = await guardVersions(await viewOf(), parseIdentity(web(old), webService), { isWhole: false });
    expect(codesOf(found)).toEqual(["refused tooOldForPassive"]);
    expect(found[0]?.message).toContain(old);
    expect(await guardVersions(await viewOf(), parseIdentity(web(fresh), webService), { isWhole: false })).toEqual([]);
  });

  test("once for all pools that inherit the collection and have the same finding", async () => {
    const found = await guardVersions(await viewOf(), parseIdentity("Global", webService), { isWhole: true });
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(`${old}, ${older}`)]);
  });

  test("at pools that become passive because a collection is removed from the program", async () => {
    const scope = await viewOf(newWeb(web(old), passiveOnServer));
    const then = { values: passive, unknown: [], secrets: [] };
    scope.memory.outlook.recordExpected(webService, { identity: "Global", ...then });
    const found = await guardVersionsThen(scope, [old, older, fresh]);
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`^${older}, where this run makes passive authentication the only sign-in method: `)),
    ]);
    scope.memory.outlook.recordExpected(webService, { identity: "Global", ...then, unknown: ["usePinAuth"] });
    expect(await guardVersionsThen(scope, [older])).toEqual([]);
  });
});
