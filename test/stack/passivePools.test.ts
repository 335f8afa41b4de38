import { expect, test } from "vitest";
import { PassivePools } from "../../provider/src/stack/passivePools";

const pool = "lyncpool01.contoso.com";

test("those before the run are read once, for another outlook, too", async () => {
  const pools = new PassivePools();
  expect(await pools.beforeRun(() => Promise.resolve(new Set([pool])))).toEqual(new Set([pool]));
  const again = (): Promise<ReadonlySet<string>> => Promise.reject(new Error("read twice"));
  expect(await pools.beforeRun(again)).toEqual(new Set([pool]));
  expect(await pools.copy().beforeRun(again)).toEqual(new Set([pool]));
});

test("a read that failed is tried again", async () => {
  const pools = new PassivePools();
  await expect(pools.beforeRun(() => Promise.reject(new Error("the server is away")))).rejects.toThrow("away");
  expect(await pools.beforeRun(() => Promise.resolve(new Set([pool])))).toEqual(new Set([pool]));
});

test("what was seen is forgotten on demand, and no other outlook has it", () => {
  const pools = new PassivePools();
  pools.known.add(pool);
  expect(pools.copy().known.size).toBe(0);
  pools.forget();
  expect(pools.known.size).toBe(0);
});
