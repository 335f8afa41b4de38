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

describe("whose a state is", () => {
  const real: Naming = { way: "local" };
  const remote: Naming = { way: "lync.contoso.com" };
  const laboratory: Naming = { way: "local", given: "Laboratory", isExplicit: true };
  const simulated: Naming = { way: "simulator:contoso.json" };
  const named: Naming = { way: "simulator:elsewhere/contoso.json", given: "simulator:Contoso" };
  const pool = ["LyncPool01.contoso.com"];
  const gone = ["Old.contoso.com"];

  test.each<[what: string, naming: Naming, stated: string, pools: string[], whose: Whose]>([
    ["has its pools", real, contosos, [], "this"],
    ["has its pools, whatever leads to it", remote, contosos, [], "this"],
    ["has one of its pools, and one that is gone", real, "pools:EdgePool01.contoso.com,Old.contoso.com", [], "renamed"],
    ["has none of its pools but the collection's own", real, "pools:Old.contoso.com", pool, "renamed"],
    ["has none of its pools", real, "pools:Old.contoso.com", gone, "another"],
    ["is of an earlier version, the way being the same", real, "local", gone, "this"],
    ["is of an earlier version, with a pool of it", remote, "local", pool, "this"],
    ["is of an earlier version, with a pool of it, by another host", remote, "other.contoso.com", pool, "this"],
    ["is of an earlier version, with none of its pools, by another host", remote, "other.contoso.com", gone, "another"],
    ["has a name that was given", real, "Laboratory", pool, "another"],
    ["has the name that is given", laboratory, "Laboratory", gone, "this"],
    ["has its pools, where a name is given for a copy of them", laboratory, contosos, pool, "another"],
    ["is of an earlier version, where a name is given for a copy", laboratory, "local", pool, "another"],
    ["has the former name", { ...laboratory, former: contosos }, contosos, pool, "renamed"],
    ["has the former name, of a collection whose pool is gone", { ...laboratory, former: contosos }, contosos, gone, "renamed"],
    ["has the former name, which is what it is called by still", { ...real, former: "local" }, "local", gone, "this"],
    ["is a simulated one's", real, "simulator:contoso.json", pool, "another"],
    ["is a simulated one's, by the former name", { ...real, former: "simulator:x" }, "simulator:x", pool, "another"],
    ["is a real one's", simulated, "local", pool, "another"],
    ["is a real one's, by the former name", { ...simulated, former: "local" }, "local", pool, "another"],
    ["has its path", simulated, "simulator:contoso.json", gone, "this"],
    ["has another path", simulated, "simulator:other.json", pool, "another"],
    ["has its name", named, "simulator:Contoso", gone, "this"],
    ["has the path that it had before it was named", named, "simulator:elsewhere/contoso.json", pool, "this"],
    ["has another name", named, "simulator:Fabrikam", pool, "another"],
    [
      "has its path, where a name is given by the stack",
      { ...simulated, given: "simulator:X", isExplicit: true },
      simulated.way,
      pool,
      "another",
    ],
  ])("that %s", async (_what, naming, stated, pools, expected) => {
    const { deployment } = forest(contoso, naming);
    expect(await deployment.whose({ name: stated, pools })).toBe(expected);
  });

  test("of a whole stack, known by the way alone, is another's where none of its pools is there", async () => {
    const { deployment } = simulate();
    const name = "simulator:contoso.json";
    expect(await deployment.whose({ name, pools: [...gone, ...pool], isWhole: true })).toBe("this");
    expect(await deployment.whose({ name, pools: gone, isWhole: true })).toBe("another");
    expect(await deployment.whose({ name, pools: [], isWhole: true })).toBe("this");
  });

  test("of a whole stack with the former name is renamed only where it has a pool in common, by its name or its collections", async () => {
    const old = "pools:Old.contoso.com,Older.contoso.com";
    const whole = async (former: string, name: string, pools: string[]): Promise<Whose> =>
      forest(contoso, { ...laboratory, former }).deployment.whose({ name, pools, isWhole: true });
    expect(await whole(contosos, contosos, gone)).toBe("renamed");
    expect(await whole("other.contoso.com", "other.contoso.com", pool)).toBe("renamed");
    expect(await whole(old, old, [])).toBe("another");
    expect(await whole("other.contoso.com", "other.contoso.com", gone)).toBe("another");
  });

  test("is believed where nobody can be asked", async () => {
    expect(await whose(real, { name: "pools:Old.contoso.com", pools: gone }, undefined)).toBe("this");
    expect(await whose(real, { name: "simulator:x", pools: gone }, undefined)).toBe("another");
    expect(await whose(laboratory, { name: contosos, pools }, undefined)).toBe("another");
  });
  const pools = pool;
});

describe("a real deployment", () => {
  test("is remembered by the first three of its pools; one without any by the way that leads to it", async () => {
    expect(await forest(contoso, { way: "local" }).deployment.nameInStates()).toBe(contosos);
    expect(await nameInStates({ way: "local" }, () => Promise.resolve(new Map()))).toBe("local");
  });

  test("stays the same through a move of its Central Management store, by every verb, and nothing changes", async () => {
    const before = forest(contoso, { way: "old.contoso.com" });
    const { inputs } = await check(webService, before.deployment, {}, one);
    const { outs } = await create(webService, before.deployment, inputs as Properties);
    expect(outs).toMatchObject({ deployment: contosos });
    // The same store, reached by another host.
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

  test("of another forest, reached the same way, is refused by every verb, with both names and what to do", async () => {
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

  test("refuses a simulated one's state without asking anything, and everything after it", async () => {
    const { deployment, calls, setFaults } = forest(contoso, { way: "local" });
    setFaults({ cmdlet: "Get-CsService", fail: { category: "PermissionDenied", id: "Denied" } });
    const state = { ...one, signInMethods: "none", deployment: "simulator:contoso.json" };
    const words = 'belongs to the deployment "simulator:contoso.json", but the stack\'s configuration now names "local"';
    await expect(diff(webService, deployment, state, state)).rejects.toThrow(words);
    await expect(create(webService, deployment, one)).rejects.toThrow(words);
    expect(calls).toEqual([]);
  });

  test("says which deployment a state is of, though its own pools cannot be asked for", async () => {
    const { deployment, setFaults } = forest(contoso, { way: "local", given: "Laboratory", isExplicit: true });
    setFaults({ cmdlet: "Get-CsService", fail: { category: "PermissionDenied", id: "Denied" } });
    const state = { ...one, signInMethods: "none", deployment: "local" };
    await expect(diff(webService, deployment, state, state)).rejects.toThrow('but the stack\'s configuration now names "Laboratory"');
  });

  test("says what to do where all pools of a stack were replaced, and where the former name does not help", async () => {
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

  test("an explicit provider that names its own deployment may be the first of several", async () => {
    const beside = { state: { "simulator:other.json": ["LyncPool01.contoso.com"] }, isExplicit: true };
    const failures = async (naming: Naming): Promise<unknown> =>
      (await check(webService, forest(contoso, naming).deployment, {}, { ...one, beside })).failures ?? [];
    expect(await failures({ way: "simulator:contoso.json" })).toEqual([]);
    expect(await failures({ way: "local" })).toHaveLength(1);
  });

  test("whose remembered pools go is remembered by others before the last of them goes", async () => {
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

  test("is renamed where the former name is given, by an update that runs no cmdlet", async () => {
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
