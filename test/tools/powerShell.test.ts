import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findPowerShell } from "../../tools/powerShell.mjs";
import { folderWith, nameOf, programIn } from "./programs.js";

test.each([
  [["pwsh", "powershell"], undefined, "pwsh"],
  [["powershell"], undefined, "powershell"],
  [["powershell"], "", "powershell"],
  [["pwsh", "powershell"], "powershell", "powershell"],
  [[], undefined, undefined],
])("with %j on PATH and LYNC_TEST_POWERSHELL=%j, the PowerShell is %j", (names, given, found) => {
  const env = { PATH: folderWith(...names), ...(given === undefined ? {} : { LYNC_TEST_POWERSHELL: given }) };
  expect(nameOf(findPowerShell(env))).toBe(found);
});

test("an absolute path is used unchanged", () => {
  const folder = folderWith("mine");
  const file = programIn(folder, "mine");
  expect(findPowerShell({ PATH: "", LYNC_TEST_POWERSHELL: file })).toBe(file);
});

test.each([
  ["nowhere-pwsh", "there is no such program on PATH"],
  [path.resolve("/nowhere/pwsh"), "there is no such file"],
  ["./pwsh", "a relative path"],
  ["../powershell/pwsh", "a relative path"],
])("%s is refused, and not ignored", (given, why) => {
  expect(() => findPowerShell({ PATH: folderWith("pwsh"), LYNC_TEST_POWERSHELL: given })).toThrow(
    expect.objectContaining({ name: "SetupError", message: expect.stringContaining(`LYNC_TEST_POWERSHELL is "${given}": ${why}`) }),
  );
});

test("a folder with that name is not a PowerShell", () => {
  const folder = folderWith();
  mkdirSync(programIn(folder, "pwsh"));
  expect(findPowerShell({ PATH: folder })).toBeUndefined();
  expect(() => findPowerShell({ PATH: "", LYNC_TEST_POWERSHELL: folder })).toThrow("there is no such file");
});

test("tests without a Pulumi CLI do not fetch one, and a run without a PowerShell says in one line what it skips", () => {
  const home = folderWith();
  const checkout = path.resolve(import.meta.dirname, "..", "..");
  const vitest = path.join(checkout, "node_modules", "vitest", "vitest.mjs");
  // There is no Pulumi CLI, no cache, and nothing on PATH that could fetch or build one.
  const run = spawnSync(process.execPath, [vitest, "run", "test/contract", "-t", "at least 150 contract cases"], {
    cwd: checkout,
    env: { HOME: home, PATH: home },
    encoding: "utf8",
  });
  expect(run.status, run.stdout + run.stderr).toBe(0);
  expect(run.stdout + run.stderr).not.toContain("Pulumi CLI");
  expect((run.stdout + run.stderr).match(/^SKIPPED: everything that needs a real PowerShell/gm)).toHaveLength(1);
});
