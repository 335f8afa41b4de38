import { describe, expect, test } from "vitest";
import { parseIdentity, type Identity } from "../../provider/src/configurations/identity";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { certainUnder, poolsHeldFor, poolsUnder } from "../../provider/src/guards/inheritors";
import { identifiedLater } from "../../provider/src/stack/declarations";
import type { Scope } from "../../provider/src/stack/memory";
import { contoso } from "../support/contoso";
import { newWeb, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";

const [director, pool, standard, abroad] = [
  "Director01.contoso.com",
  "LyncPool01.contoso.com",
  "StandardServer01.contoso.com",
  "Dublin01.contoso.com",
] as const;
const topology = { ...contoso, sites: [...contoso.sites, { name: "Dublin", pools: [{ fqdn: abroad, role: "enterprisePool" }] }] };
const identityOf = (text: string): Identity => parseIdentity(text, webService);

async function viewOf(...server: Parameters<typeof scopeAfter>[1]): Promise<Scope> {
  return (await scopeAfter(webService, server, topology)).scope;
}

describe("a Web Services collection applies to", () => {
  test("the pools with Web Services that have no inner collection after this program", async () => {
    const scope = await viewOf(newWeb(web(pool), {}), newWeb("Site:Redmond", {}));
    expect(await poolsUnder(scope, identityOf("site:REDMOND"))).toEqual([director, standard]);
    expect(await poolsUnder(scope, identityOf("Global"))).toEqual([abroad]);
    scope.memory.outlook.recordLeaving(webService, web(pool));
    scope.memory.outlook.recordExpected(webService, { identity: web(standard), values: {}, unknown: [], secrets: [] });
    expect(await poolsUnder(scope, identityOf("Site:Redmond"))).toEqual([director, pool]);
  });

  test("its own pool, without a call to the server", async () => {
    const { scope, simulated } = await scopeAfter(webService, [], topology);
    expect(await poolsUnder(scope, identityOf(web(pool)))).toEqual([pool]);
    expect(simulated.calls).toEqual([]);
  });

  test("no pool if it is of another noun", async () => {
    const scope = await viewOf();
    expect(await poolsHeldFor({ ...scope, noun: proxy }, identityOf("Global"))).toEqual([]);
    expect(await poolsHeldFor(scope, identityOf("Global"))).toEqual([director, pool, standard, abroad]);
  });
});

describe("a Web Services collection certainly applies to", () => {
  const certain = (scope: Scope, text: string, isWhole = false): Promise<string[]> => certainUnder(scope, identityOf(text), { isWhole });

  test("the pools for which the program declares no inner collection, until the whole program is known", async () => {
    const scope = await viewOf();
    scope.memory.declarations.recordTold({ proxies: "", webServices: [web(pool), "Site:Dublin"].map((one) => one.toLowerCase()) });
    expect(await certain(scope, "Global")).toEqual([director, standard]);
    scope.memory.outlook.recordExpected(webService, { identity: "Site:Redmond", values: {}, unknown: [], secrets: [] });
    expect(await certain(scope, "Site:Redmond")).toEqual([director, standard]);
    expect(await certain(scope, "Site:Redmond", true)).toEqual([director, pool, standard]);
  });

  test("no pool but its own, as long as an identity is not known", async () => {
    const [told, checked] = [await viewOf(), await viewOf()];
    told.memory.declarations.recordTold({ proxies: "", webServices: [identifiedLater] });
    checked.memory.declarations.recordUnidentified(webService);
    expect([await certain(told, "Global"), await certain(checked, "Global"), await certain(checked, "Global", true)]).toEqual([[], [], []]);
    expect(await certain(checked, web(pool))).toEqual([pool]);
  });
});
