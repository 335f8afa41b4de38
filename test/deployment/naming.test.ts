import { describe, expect, test } from "vitest";
import { nameInStates, whose, type Naming, type Whose } from "../../provider/src/deployment/naming";
import { nouns } from "../../provider/src/configurations/nouns";
import { webService } from "../../provider/src/configurations/webService";
import { check, create, diff, read, remove, update } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { contoso } from "../support/contoso";
import { simulate, type Simulated } from "../support/simulated";

const one = { identity: "Service:WebServer:LyncPool01.contoso.com", usePinAuth: false };
const contosos = "pools:Branch01.contoso.com,Director01.contoso.com,EdgePool01.contoso.com";

/** The same servers under other names. */
const fabrikam = JSON.parse(JSON.stringify(contoso).replaceAll("contoso.com", "fabrikam.com")) as object;

const forest = (topology: object, naming: Naming): Simulated => simulate(topology, nouns, naming);

describe("the owner of a state", () => {
  const real: Naming = { way: "local" };
  const remote: Naming = { way: "lync.contoso.com" };
  const laboratory: Naming = { way: "local", given: "Laboratory", isExplicit: true };
  const simulated: Naming = { way: "simulator:contoso.json" };
  const named: Naming = { way: "simulator:elsewhere/contoso.json", given: "simulator:Contoso" };
  const pool = ["LyncPool01.contoso.com"];
  const gone = ["Old.contoso.com"];

  test.each<[what: string, naming: Naming, stated: string, pools: string[], whose: Whose]>([
    ["the deployment's pools", real, contosos, [], "this"],
    ["the deployment's pools, reached in another way", remote, contosos, [], "this"],
    ["one of the deployment's pools, and a removed one", real, "pools:EdgePool01.contoso.com,Old.contoso.com", [], "renamed"],
    ["no pool of the deployment except the collection's own", real, "pools:Old.contoso.com", pool, "renamed"],
    ["no pool of the deployment", real, "pools:Old.contoso.com", gone, "another"],
    ["an earlier version's name, reached in the same way", real, "local", gone, "this"],
    ["an earlier version's name and a pool of the deployment", remote, "local", pool, "this"],
    ["an earlier version's name, a pool of the deployment, and another host", remote, "other.contoso.com", pool, "this"],
    ["an earlier version's name, no pool of the deployment, and another host", remote, "other.contoso.com", gone, "another"],
    ["a name, although none is configured", real, "Laboratory", pool, "another"],
    ["the configured name", laboratory, "Laboratory", gone, "this"],
    ["the deployment's pools, although a name is configured for a copy of them", laboratory, contosos, pool, "another"],
    ["an earlier version's name, although a name is configured for a copy", laboratory, "local", pool, "another"],
    ["the former name", { ...laboratory, former: contosos }, contosos, pool, "renamed"],
    ["the former name, and a collection whose pool is removed", { ...laboratory, former: contosos }, contosos, gone, "renamed"],
    ["the former name, which is also the present name", { ...real, former: "local" }, "local", gone, "this"],
    ["a simulated deployment's name", real, "simulator:contoso.json", pool, "another"],
    ["a simulated deployment's name as former name", { ...real, former: "simulator:x" }, "simulator:x", pool, "another"],
    ["a real deployment's name", simulated, "local", pool, "another"],
    ["a real deployment's name as former name", { ...simulated, former: "local" }, "local", pool, "another"],
    ["the topology file's path", simulated, "simulator:contoso.json", gone, "this"],
    ["another topology file's path", simulated, "simulator:other.json", pool, "another"],
    ["the topology's name", named, "simulator:Contoso", gone, "this"],
    ["the path from before the topology had a name", named, "simulator:elsewhere/contoso.json", pool, "this"],
    ["another topology's name", named, "simulator:Fabrikam", pool, "another"],
    [
      "the topology file's path, although the stack configures a name",
      { ...simulated, given: "simulator:X", isExplicit: true },
      simulated.way,
      pool,
      "another",
    ],
  ])("is found for a state with %s", async (_what, naming, stated, pools, expected) => {
    const { deployment } = forest(contoso, naming);
    expect(await deployment.whose({ name: stated, pools })).toBe(expected);
  });

  test("of a whole stack is another deployment if only the way to reach it is the same, but none of its pools exists", async () => {
    const { deployment } = simulate();
    const name = "simulator:contoso.json";
    expect(await deployment.whose({ name, pools: [...gone, ...pool], isWhole: true })).toBe("this");
    expect(await deployment.whose({ name, pools: gone, isWhole: true })).toBe("another");
    expect(await deployment.whose({ name, pools: [], isWhole: true })).toBe("this");
  });

  test("of a whole stack with the former name is renamed only if the deployment has a pool from its name or its collections", async () => {
    const old = "pools:Old.contoso.com,Older.contoso.com";
    const whole = async (former: string, name: string, pools: string[]): Promise<Whose> =>
      forest(contoso, { ...laboratory, former }).deployment.whose({ name, pools, isWhole: true });
    expect(await whole(contosos, contosos, gone)).toBe("renamed");
    expect(await whole("other.contoso.com", "other.contoso.com", pool)).toBe("renamed");
    expect(await whole(old, old, [])).toBe("another");
    expect(await whole("other.contoso.com", "other.contoso.com", gone)).toBe("another");
  });

  test("is the deployment that the state names if the deployment cannot be read", async () => {
    expect(await whose(real, { name: "pools:Old.contoso.com", pools: gone }, undefined)).toBe("this");
    expect(await whose(real, { name: "simulator:x", pools: gone }, undefined)).toBe("another");
    expect(await whose(laboratory, { name: contosos, pools }, undefined)).toBe("another");
  });
  const pools = pool;
});

describe("a real deployment", () => {
  test("is named in states by its first three pools, or without pools by the way to reach it", async () => {
    expect(await forest(contoso, { way: "local" }).deployment.nameInStates()).toBe(contosos);
    expect(await nameInStates({ way: "local" }, () => Promise.resolve(new Map()))).toBe("local");
  });

  test("is the same for every verb after a move of its Central Management store, and nothing changes", async () => {
    const before = forest(contoso, { way: "old.contoso.com" });
    const { inputs } = await check(webService, before.deployment, {}, one);
    const { outs } = await create(webService, before.deployment, inputs as Properties);
    expect(outs).toMatchObject({ deployment: contosos });
    // The same store is now reached through another host.
    const { newProcess, run } = forest(contoso, { way: "new.contoso.com" });
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: one.identity, UsePinAuth: false } });
    const { props, inputs: refreshed } = await read(webService, newProcess(), one.identity, outs as Properties);
    expect(props).toEqual(outs);
    const next = newProcess();
    const news = (await check(webService, next, refreshed as Properties, one)).inputs as Properties;
    expect(await diff(webService, next, props as Properties, news)).toMatchObject({ changes: false });
    await remove(webService, newProcess(), props as Properties);
    expect(await newProcess().find(webService, one.identity)).toBeUndefined();
  });

  test("of another forest that is reached in the same way is refused by every verb, with both names and the next step", async () => {
    const { deployment } = forest(contoso, { way: "local" });
    const { inputs } = await check(webService, deployment, {}, one);
    const outs = (await create(webService, deployment, inputs as Properties)).outs as Properties;
    const { newProcess, calls } = forest(fabrikam, { way: "local" });
    const words = `belongs to the deployment "${contosos}", but the stack's configuration now names "${contosos.replaceAll("contoso", "fabrikam")}"`;
    const { failures } = await check(webService, newProcess(), inputs as Properties, one);
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining(words) }]);
    for (const work of [
      diff(webService, newProcess(), outs, inputs as Properties),
      read(webService, newProcess(), one.identity, outs),
      update(webService, newProcess(), one.identity, outs, inputs as Properties),
      create(webService, newProcess(), inputs as Properties),
      remove(webService, newProcess(), outs),
    ])
      await expect(work).rejects.toThrow(words);
    expect(calls.filter(({ cmdlet }) => !cmdlet.startsWith("Get-"))).toEqual([]);
  });

  test("refuses a simulated deployment's state without any cmdlet, and then every other verb", async () => {
    const { deployment, calls, setFaults } = forest(contoso, { way: "local" });
    setFaults({ cmdlet: "Get-CsService", fail: { category: "PermissionDenied", id: "Denied" } });
    const state = { ...one, signInMethods: "none", deployment: "simulator:contoso.json" };
    const words = 'belongs to the deployment "simulator:contoso.json", but the stack\'s configuration now names "local"';
    await expect(diff(webService, deployment, state, state)).rejects.toThrow(words);
    await expect(create(webService, deployment, one)).rejects.toThrow(words);
    expect(calls).toEqual([]);
  });

  test("says to which deployment a state belongs, even if its own pools cannot be read", async () => {
    const { deployment, setFaults } = forest(contoso, { way: "local", given: "Laboratory", isExplicit: true });
    setFaults({ cmdlet: "Get-CsService", fail: { category: "PermissionDenied", id: "Denied" } });
    const state = { ...one, signInMethods: "none", deployment: "local" };
    await expect(diff(webService, deployment, state, state)).rejects.toThrow('but the stack\'s configuration now names "Laboratory"');
  });

  test("says what to do if all pools of a stack were replaced, and if the former name does not help", async () => {
    const news = { ...one, beside: { state: { local: ["Old.contoso.com"] } } };
    const reason = async (naming: Naming, state = news.beside.state as object): Promise<string | undefined> =>
      (await check(webService, forest(contoso, naming).deployment, {}, { ...news, beside: { state } })).failures?.[0]?.reason;
    const simulated = { "simulator:contoso.json": ["Old.contoso.com"] };
    expect(await reason({ way: "simulator:contoso.json" }, simulated)).toMatch(
      /has none of these pools.* If it is the same deployment with other pools, set lync:formerDeployment to "simulator:contoso\.json" for one pulumi up/,
    );
    expect(await reason({ way: "simulator:contoso.json", former: "simulator:contoso.json" }, simulated)).toBeUndefined();
    expect(await reason({ way: "local", former: "other.contoso.com" }, { "other.contoso.com": ["Old.contoso.com"] })).toContain(
      "lync:formerDeployment does not help, because the deployment has none of these pools. Remove the collections that no longer exist from the state with pulumi state delete",
    );
    expect(await reason({ way: "local" }, simulated)).toContain("The state of a simulated deployment never belongs to a real one");
  });

  test("may be the first of several if an explicit provider names it", async () => {
    const beside = { state: { "simulator:other.json": ["LyncPool01.contoso.com"] }, isExplicit: true };
    const failures = async (naming: Naming): Promise<unknown> =>
      (await check(webService, forest(contoso, naming).deployment, {}, { ...one, beside })).failures ?? [];
    expect(await failures({ way: "simulator:contoso.json" })).toEqual([]);
    expect(await failures({ way: "local" })).toHaveLength(1);
  });

  test("is named in states by other pools before the last of the stored pools is removed", async () => {
    const without = (...names: string[]): object => ({
      ...contoso,
      sites: contoso.sites.map((site) => ({
        ...site,
        pools: site.pools.filter(({ fqdn }) => !names.some((name) => fqdn.startsWith(name))),
      })),
    });
    const { newProcess, run } = forest(without("Branch01", "Director01"), { way: "local" });
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: one.identity, UsePinAuth: false } });
    const deployment = newProcess();
    const state = { ...one, signInMethods: "none", deployment: contosos };
    const news = (await check(webService, deployment, state, one)).inputs as Properties;
    const now = "pools:EdgePool01.contoso.com,LyncPool01.contoso.com,StandardServer01.contoso.com";
    expect(news.deployment).toBe(now);
    expect(await diff(webService, deployment, state, news)).toMatchObject({ changes: true, replaces: [] });
    expect((await update(webService, deployment, one.identity, state, news)).outs).toMatchObject({ deployment: now });
  });

  test("is renamed by an update that runs no cmdlet if the former name is configured", async () => {
    const { newProcess, run, calls } = forest(contoso, { way: "local", given: "Laboratory", isExplicit: true, former: "local" });
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: one.identity, UsePinAuth: false } });
    const deployment = newProcess();
    const state = { ...one, signInMethods: "none", deployment: "local" };
    const news = (await check(webService, deployment, state, one)).inputs as Properties;
    expect(await diff(webService, deployment, state, news)).toMatchObject({ changes: true, replaces: [] });
    const before = calls.length;
    expect((await update(webService, deployment, one.identity, state, news)).outs).toMatchObject({ deployment: "Laboratory" });
    expect(calls.slice(before)).toEqual([]);
  });
});
