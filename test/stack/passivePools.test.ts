import { expect, test } from "vitest";
import { PassivePools } from "../../provider/src/stack/passivePools";

const pool = "lyncpool01.contoso.com";

test("the passive pools before the run are read once, even for another outlook", async () => {
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

test("a passive pool is judged once until that is forgotten, and another outlook judges it again", async () => {
  const pools = new PassivePools();
  let looks = 0;
  const look = (isPassive: boolean) => (): Promise<boolean> => Promise.resolve(((looks += 1), isPassive));
  expect([await pools.seenOr(pool, look(false)), await pools.seenOr(pool, look(true)), await pools.seenOr(pool, look(false))]).toEqual([
    false,
    true,
    true,
  ]);
  expect(looks).toBe(2);
  expect(await pools.copy().seenOr(pool, look(false))).toBe(false);
  pools.forget();
  expect(await pools.seenOr(pool, look(false))).toBe(false);
});
