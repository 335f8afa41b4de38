import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeBrowserTests } from "./browser.mjs";
import { describeFailure, exitCodeOf, runCommand, SetupError } from "./command.mjs";
import { readJson } from "./json.mjs";
import { npm } from "./npm.mjs";
import { runInForeground } from "./processes.mjs";
import { findPowerShell, skippedWithoutPowerShell } from "./powerShell.mjs";
import { ensureBuilt } from "./setup.mjs";
import { countTests, describeCounts } from "./testCounts.mjs";

await runCommand(test);

/**
 * npm test: set-up, npm run check, all tests, and a last line "N passed, N failed". The line says
 * "0 failed" only if the exit code is 0.
 */
async function test() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    // A wrong LYNC_TEST_POWERSHELL fails at once, not after minutes.
    const powershell = findPowerShell();
    if (powershell === undefined && process.env["LYNC_REQUIRE_POWERSHELL"] === "1") throw new SetupError(skippedWithoutPowerShell);
    const { root } = await ensureBuilt();
    const checked = await runInForeground(npm("run", "check"), { cwd: root });
    Object.assign(counts, await runTests({ root }));
    if (exitCodeOf(checked) !== 0) {
      counts.failed += 1;
      console.log("\nnpm run check failed. Its report is above that of the tests. It counts as one failure.");
    }
  } catch (error) {
    counts.failed += 1;
    console.error(describeFailure(error));
  }
  console.log(`\n${describeBrowserTests()}\n${describeCounts(counts)}`);
  return counts.failed === 0 ? 0 : 1;
}

/** @param {{ root: string }} options */
async function runTests({ root }) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-test-"));
  const report = join(folder, "report.json");
  const vitest = join(dirname(createRequire(join(root, "package.json")).resolve("vitest/package.json")), "vitest.mjs");
  const command = [process.execPath, vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // A run of only some files does not show which requests the other files would have made.
  const whole = process.argv.length > 2 ? "" : "1";
  const env = { ...process.env, LYNC_WHOLE_RUN: whole };
  try {
    const end = await runInForeground([...command, ...process.argv.slice(2)], { cwd: root, env });
    return countTests(readReport(report), exitCodeOf(end));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Reads vitest's report; undefined if vitest failed before it wrote one.
 * @param {string} file
 * @returns {import("./testCounts.mjs").Report | undefined}
 */
function readReport(file) {
  try {
    return /** @type {import("./testCounts.mjs").Report} */ (readJson(file));
  } catch {
    return undefined;
  }
}
