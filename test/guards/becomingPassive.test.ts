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

// That versions are asked for where they count, and nowhere else, is told in versions.test.ts.

const [old, older, fresh] = ["LyncPool10.contoso.com", "LyncPool11.contoso.com", "LyncPool15.contoso.com"] as const;
const pools = [...[old, older].map((fqdn) => ({ fqdn, role: "enterprisePool", version: 2010 })), { fqdn: fresh, role: "enterprisePool" }];
const topology = { serverVersion: 2015, sites: [{ name: "Redmond", pools }] };
const viewOf = async (...server: Parameters<typeof scopeAfter>[1]): Promise<Scope> =>
  (await scopeAfter(webService, server, topology)).scope;

describe("Web Services make their pools passive", () => {
  const becomes = (scope: Scope, identity: string, values: WebServiceValues, stored?: WebServiceValues): Promise<boolean> =>
    becomesPassive(scope, { identity: parseIdentity(identity, scope.noun), values, stored });
  const beside = { ...passive, usePinAuth: true };

  test.each<[string, string, WebServiceValues, WebServiceValues | undefined, boolean]>([
    ["where they turn passive on", web(old), passive, off, true],
    ["beside another method, too, at a pool", web(old), beside, off, true],
    ["beside another method not, where pools inherit it", "Site:Redmond", beside, off, false],
    ["where the last other method goes off", web(old), passive, beside, true],
    ["not where they are passive already", web(old), passive, passive, false],
    ["not where passive stays off", web(old), { ...off, useCertificateAuth: true }, {}, false],
  ])("%s", async (_what, identity, values, stored, expected) => {
    expect(await becomes(scopeOf(webService, simulate(topology).deployment), identity, values, stored)).toBe(expected);
  });

  test("not where the pool inherits that already", async () => {
    expect(await becomes(await viewOf(newWeb("Global", passiveOnServer)), web(old), passive)).toBe(false);
    expect(await becomes(await viewOf(), web(old), passive)).toBe(true);
  });

  test("alone: a proxy does not", async () => {
    expect(await becomes({ ...(await viewOf()), noun: proxy }, registrar(old), passive, off)).toBe(false);
  });
});

describe("servers that are too old are told", () => {
  test("of a pool, in its words", async () => {
    const found = await guardVersions(await viewOf(), parseIdentity(web(old), webService), { isWhole: false });
    expect(codesOf(found)).toEqual(["refused tooOldForPassive"]);
    expect(found[0]?.message).toContain(old);
    expect(await guardVersions(await viewOf(), parseIdentity(web(fresh), webService), { isWhole: false })).toEqual([]);
  });

  test("of pools that inherit, once for all of which the same is true", async () => {
    const found = await guardVersions(await viewOf(), parseIdentity("Global", webService), { isWhole: true });
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(`${old}, ${older}`)]);
  });

  test("of those that will be passive once a collection has left, and were not before", async () => {
    const scope = await viewOf(newWeb(web(old), passiveOnServer));
    const then = { values: passive, unknown: [], secrets: [] };
    scope.memory.outlook.recordExpected(webService, { identity: "Global", ...then });
    const found = await guardVersionsThen(scope, [old, older, fresh]);
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(new RegExp(`^${older}, which will be passive then: `))]);
    scope.memory.outlook.recordExpected(webService, { identity: "Global", ...then, unknown: ["usePinAuth"] });
    expect(await guardVersionsThen(scope, [older])).toEqual([]);
  });
});
