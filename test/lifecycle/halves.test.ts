import { describe, expect, onTestFinished, test, vi } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { check, create, diff, read, remove, update } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import type { EngineFailure } from "../../provider/src/lifecycle/door";
import { simulate, type Simulated } from "../support/simulated";

const identity = "Service:WebServer:LyncPool01.contoso.com";
const [O, A, B] = ["https://o.contoso.com/", "https://a.contoso.com/", "https://b.contoso.com/"];
const New = "New-CsWebServiceConfiguration";
const Set = "Set-CsWebServiceConfiguration";

async function inputsOf(deployment: Deployment, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures = [] } = await check(webService, deployment, olds, { identity, ...news });
  expect(failures).toEqual([]);
  return inputs as Properties;
}

const stored = async ({ newProcess }: Simulated): Promise<unknown> =>
  (await newProcess().find(webService, identity))?.values.macResolverUrl;

/**
 * An old half that is pending deletion, and a new half that was created without knowledge of it.
 */
async function twoHalves(simulated: Simulated): Promise<{ older: Properties; newer: Properties }> {
  const half = async (): Promise<Properties> => {
    const deployment = simulated.newProcess();
    const inputs = await inputsOf(deployment, {}, { adopt: true, macResolverUrl: A });
    return (await create(webService, deployment, inputs)).outs as Properties;
  };
  onTestFinished(() => void vi.useRealTimers());
  const now = Date.now();
  vi.setSystemTime(now + 1000);
  const older = await half();
  vi.setSystemTime(now + 2000);
  return { older, newer: await half() };
}

describe("the older of two halves of a resource knows the values from before the adoption", () => {
  test.each<[what: string, before: string | undefined, order: ("older" | "newer")[]]>([
    ["a value", O, ["older", "newer"]],
    ["a value", O, ["newer", "older"]],
    ["nothing", undefined, ["older", "newer"]],
    ["nothing", undefined, ["newer", "older"]],
  ])("so %s (%j) is restored after the deletion of both in the order %j", async (_what, before, order) => {
    const simulated = simulate();
    if (before !== undefined) await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: before } });
    const halves = await twoHalves(simulated);
    const deployment = simulated.newProcess();
    for (const half of order) await remove(webService, deployment, halves[half]);
    expect(await stored(simulated)).toBe(before);
  });

  test("even if the value was changed by hand, and a refresh wrote that into both", async () => {
    const simulated = simulate();
    await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: O } });
    const { older, newer } = await twoHalves(simulated);
    await simulated.run({ cmdlet: Set, parameters: { Identity: identity, MACResolverUrl: B } });
    const refreshing = simulated.newProcess();
    const refreshed = async (half: Properties): Promise<Properties> =>
      (await read(webService, refreshing, identity, half)).props as Properties;
    const halves = [await refreshed(older), await refreshed(newer)];
    for (const order of [halves, halves.toReversed()]) {
      const deployment = simulated.newProcess();
      await simulated.run({ cmdlet: Set, parameters: { Identity: identity, MACResolverUrl: B } });
      for (const half of order) await remove(webService, deployment, half);
      expect(await stored(simulated)).toBe(O);
    }
  });

  test.each([O, undefined])(
    "so an update that has seen both corrects the state (%j), and then the old half can be deleted",
    async (before) => {
      const simulated = simulate();
      if (before !== undefined) await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: before } });
      const { older, newer } = await twoHalves(simulated);
      const news = { adopt: true, macResolverUrl: A };

      const unaware = simulated.newProcess();
      await inputsOf(unaware, newer, news);
      await expect(remove(webService, unaware, older)).rejects.toThrow(/Only the state of this old resource records .*--run-program=false/);
      expect(await stored(simulated)).toBe(A);

      const deployment = simulated.newProcess();
      for (const half of [older, newer]) await read(webService, deployment, identity, half);
      const inputs = await inputsOf(deployment, newer, news);
      expect(await diff(webService, deployment, newer, inputs)).toMatchObject({ changes: true });
      const mended = (await update(webService, deployment, identity, newer, inputs)).outs as Properties;
      await remove(webService, deployment, older);
      expect(await stored(simulated)).toBe(A);
      await remove(webService, simulated.newProcess(), mended);
      expect(await stored(simulated)).toBe(before);
    },
  );
});

test("each preview of an adoption has the same inputs, and the state's inputs do not have the time of the adoption", async () => {
  const simulated = simulate();
  await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: O } });
  const news = { adopt: true, macResolverUrl: A };
  const inputs = await inputsOf(simulated.newProcess(), {}, news);
  expect(Object.keys(inputs).sort()).toEqual(["adopt", "deployment", "identity", "macResolverUrl", "previous"]);
  onTestFinished(() => void vi.useRealTimers());
  vi.setSystemTime(Date.now() + 1000);
  expect(await inputsOf(simulated.newProcess(), {}, news)).toEqual(inputs);
  const deployment = simulated.newProcess();
  const { outs } = await create(webService, deployment, await inputsOf(deployment, {}, news));
  expect(outs).toHaveProperty("since");
  expect((await read(webService, deployment, identity, outs as Properties)).inputs).not.toHaveProperty("since");
});

describe("after a write with an unknown outcome,", () => {
  const unknown = { cmdlet: Set, fail: { category: "NotSpecified", id: "Store", when: "after" } } as const;

  test.each([["with a refresh"], ["without one"]])("a setting that is then dropped is restored, %s", async (how) => {
    const simulated = simulate();
    await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: O, MaxGroupSizeToExpand: 50 } });
    const deployment = simulated.newProcess();
    const inputs = await inputsOf(deployment, {}, { adopt: true, macResolverUrl: A, maxGroupSizeToExpand: 60 });
    simulated.setFaults(unknown);
    const failure = (await create(webService, deployment, inputs).catch((error: unknown) => error)) as EngineFailure;
    simulated.setFaults();
    let [olds, oldInputs] = [failure.properties, inputs];
    const next = simulated.newProcess();
    if (how === "with a refresh") {
      const { props, inputs: seen } = await read(webService, next, identity, olds);
      [olds, oldInputs] = [props as Properties, seen as Properties];
    }
    const news = await inputsOf(next, oldInputs, { adopt: true, maxGroupSizeToExpand: 60 });
    expect(news.reset).toEqual({ macResolverUrl: O });
    expect(await diff(webService, next, olds, news)).toMatchObject({ changes: true });
    const outs = (await update(webService, next, identity, olds, news)).outs as Properties;
    expect(await stored(simulated)).toBe(O);
    await remove(webService, simulated.newProcess(), outs);
    expect((await simulated.newProcess().find(webService, identity))?.values).toMatchObject({
      macResolverUrl: O,
      maxGroupSizeToExpand: 50,
    });
  });

  test("a refresh writes no secret into the state that the engine would not encrypt", async () => {
    const simulated = simulate();
    await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: O } });
    const deployment = simulated.newProcess();
    const inputs = await inputsOf(deployment, {}, { adopt: true, macResolverUrl: A, secretSettings: ["macResolverUrl"] });
    simulated.setFaults(unknown);
    const failure = (await create(webService, deployment, inputs).catch((error: unknown) => error)) as EngineFailure;
    simulated.setFaults();
    const { props } = await read(webService, simulated.newProcess(), identity, failure.properties);
    expect(props).toMatchObject({ written: ["macResolverUrl"] });
    expect(props).not.toHaveProperty("macResolverUrl");
  });
});

test("a refused Set stores nothing, even if the collection already held some of its values", async () => {
  const simulated = simulate();
  await simulated.run({ cmdlet: New, parameters: { Identity: identity, MaxGroupSizeToExpand: 9 } });
  const deployment = simulated.newProcess();
  await deployment.find(webService, identity);
  simulated.setFaults({ cmdlet: Set, fail: { category: "NotSpecified", id: "Store" } });
  await expect(deployment.set(webService, identity, { values: { maxGroupSizeToExpand: 9, usePinAuth: false } })).rejects.toMatchObject({
    kind: "cmdletFailed",
  });
});

describe("an inherited value that New copied and the server did not keep", () => {
  const outer = { cmdlet: Set, parameters: { Identity: "Global", MACResolverUrl: O } };
  const news = { startFrom: "inherited", maxGroupSizeToExpand: 9 };

  async function undone(simulated: Simulated): Promise<{ inputs: Properties; properties: Properties }> {
    await simulated.run(outer);
    const deployment = simulated.newProcess();
    const inputs = await inputsOf(deployment, {}, news);
    simulated.setFaults({ cmdlet: New, inMemory: false, forget: ["MACResolverUrl"] });
    const failure = (await create(webService, deployment, inputs).catch((error: unknown) => error)) as EngineFailure;
    simulated.setFaults();
    expect(failure.properties.undone).toEqual({ macResolverUrl: O });
    return { inputs, properties: failure.properties };
  }

  test("is set by a resource of another name, too", async () => {
    const simulated = simulate();
    const { properties } = await undone(simulated);
    const deployment = simulated.newProcess();
    await read(webService, deployment, identity, properties);
    await create(webService, deployment, await inputsOf(deployment, {}, news));
    expect(await stored(simulated)).toBe(O);
  });

  test("is given up if the collection is to start from the defaults", async () => {
    const simulated = simulate();
    const { inputs, properties } = await undone(simulated);
    const deployment = simulated.newProcess();
    const without = await inputsOf(deployment, inputs, { ...news, startFrom: "defaults" });
    const { outs } = await update(webService, deployment, identity, properties, without);
    expect(outs).not.toHaveProperty("undone");
    expect(await diff(webService, deployment, outs as Properties, without)).toMatchObject({ changes: false });
    expect(await stored(simulated)).toBe("");
  });
});

test("an outer collection is refused if it changes a value that a dropped setting has already returned to", async () => {
  const simulated = simulate();
  await simulated.run({ cmdlet: Set, parameters: { Identity: "Global", MACResolverUrl: O } });
  const deployment = simulated.newProcess();
  const first = await inputsOf(deployment, {}, { startFrom: "inherited", macResolverUrl: A, maxGroupSizeToExpand: 9 });
  await create(webService, deployment, first);
  const next = simulated.newProcess();
  expect(await inputsOf(next, first, { startFrom: "inherited", maxGroupSizeToExpand: 9 })).toMatchObject({ reset: { macResolverUrl: O } });
  const { failures = [] } = await check(webService, next, {}, { identity: "Global", macResolverUrl: B });
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringContaining(`"${identity}" has already copied macResolverUrl from "Global"`),
  ]);
});

test("a message does not show the earlier value of a dropped secret", async () => {
  const simulated = simulate();
  await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: "https://hunter2/", MaxGroupSizeToExpand: 50 } });
  const deployment = simulated.newProcess();
  const secret = { adopt: true, macResolverUrl: A, maxGroupSizeToExpand: 60, secretSettings: ["macResolverUrl"] };
  const first = await inputsOf(deployment, {}, secret);
  const { outs } = await create(webService, deployment, first);
  const next = simulated.newProcess();
  const news = await inputsOf(next, first, { adopt: true, maxGroupSizeToExpand: 60 });
  simulated.setFaults({ cmdlet: Set, fail: { category: "PermissionDenied", id: "Denied" } });
  const failure = await update(webService, next, identity, outs as Properties, news).catch((error: unknown) => String(error));
  expect(failure).toContain("-MACResolverUrl [secret]");
  expect(failure).not.toContain("hunter2");
});

test("a message does not show the present value of an adopted secret, whatever its case and length", async () => {
  const simulated = simulate();
  const long = "x".repeat(400);
  await simulated.run({ cmdlet: New, parameters: { Identity: identity, MACResolverUrl: `https://hunter2@MAC.contoso.com/${long}` } });
  const { warnings } = await inputsOf(
    simulated.newProcess(),
    {},
    {
      adopt: true,
      macResolverUrl: `https://hunter2@mac.contoso.com/${long}`,
      secretSettings: ["macResolverUrl"],
    },
  );
  expect(warnings).toEqual([expect.stringContaining('(previous: {"macResolverUrl":"[secret]"})')]);
  expect(JSON.stringify(warnings)).not.toContain("hunter2");
});
