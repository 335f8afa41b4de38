import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withLock } from "../../tools/lock.mjs";
import { firstLine, killHard, startFixture } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";

const FAST = { pollMs: 5, heartbeatMs: 20 };
const take = (folder: string, timing: { silenceMs?: number } = {}): Promise<string> =>
  withLock(folder, { what: "testing", timing: { ...FAST, ...timing } }, () => Promise.resolve("taken"));

test("a free lock is taken again and again", async () => {
  const folder = temporaryFolder();
  expect(await take(folder)).toBe("taken");
  expect(await take(folder)).toBe("taken");
});

test("a lock is released if the work fails", async () => {
  const folder = temporaryFolder();
  const failing = withLock(folder, { what: "failing" }, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await take(folder)).toBe("taken");
});

test("a second process says what it waits for, and gets the lock when the first has ended", async () => {
  const folder = temporaryFolder();
  const first = startFixture("holdLock.mjs", folder);
  expect(await firstLine(first)).toBe("held");
  const second = startFixture("holdLock.mjs", folder);
  expect(await firstLine(second)).toContain(`Waiting for process ${first.pid}, which is holding it for a test.`);
  first.stdin.end();
  expect(await firstLine(second)).toBe("held");
});

test("the lock of a killed process is taken over at once", async () => {
  const folder = temporaryFolder();
  const holder = startFixture("holdLock.mjs", folder);
  await firstLine(holder);
  await killHard(holder);
  expect(await take(folder)).toBe("taken");
});

test("the lock of a killed process whose child still runs is taken over when the child has ended", async () => {
  const folder = temporaryFolder();
  const child = startFixture("holdLock.mjs", temporaryFolder());
  const holder = startFixture("holdLock.mjs", folder, String(child.pid));
  expect([await firstLine(child), await firstLine(holder)]).toEqual(["held", "held"]);
  await killHard(holder);
  const next = startFixture("holdLock.mjs", folder);
  expect(await firstLine(next)).toContain("Waiting");
  child.stdin.end();
  expect(await firstLine(next)).toBe("held");
});

test("a holder that shows no sign of life counts as dead, even if a process has its ID", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "7"), JSON.stringify({ pid: process.pid, host: hostname() }));
  expect(await take(folder, { silenceMs: 300 })).toBe("taken");
});

test("a holder on another machine is not judged by its process ID", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "1"), JSON.stringify({ pid: 2 ** 30, host: "elsewhere" }));
  const started = performance.now();
  await take(folder, { silenceMs: 300 });
  expect(performance.now() - started).toBeGreaterThan(290);
});

test("an incomplete lock file counts as held until it shows no sign of life", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "1"), "");
  const started = performance.now();
  await take(folder, { silenceMs: 300 });
  expect(performance.now() - started).toBeGreaterThan(290);
});

test("processes that all find a dead holder still run one after the other", async () => {
  const folder = temporaryFolder();
  const file = join(temporaryFolder(), "count");
  writeFileSync(file, "0");
  writeFileSync(join(folder, "3"), JSON.stringify({ pid: 2 ** 30, host: hostname() }));
  const counters = Array.from({ length: 4 }, () => startFixture("countUp.mjs", folder, file, "50"));
  await Promise.all(counters.map((counter) => once(counter, "close")));
  expect(readFileSync(file, "utf8")).toBe("200");
}, 60_000);
