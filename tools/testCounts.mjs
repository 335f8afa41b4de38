/**
 * @typedef {object} Report the file of vitest's JSON reporter
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * @param {Report | undefined} report
 * @param {number} exitCode vitest's
 */
export function countTests(report, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const failed = (report?.numFailedTests ?? 0) + countBrokenFiles(report);
  // An error outside all tests, such as an unhandled rejection, shows only in the exit code.
  return { passed, skipped, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

/**
 * The last lines of npm test. The last one has the counts, and the one before it says what was not
 * run.
 * @param {{ passed: number, failed: number, skipped: number }} counts
 */
export function describeCounts({ passed, failed, skipped }) {
  const why = skipped > 0 ? ": they were not run here (see the report above)" : "";
  return `${skipped} skipped${why}\n${passed} passed, ${failed} failed`;
}

/**
 * Counts the test files that could not be loaded. These have no failed test.
 * @param {Report | undefined} report
 */
function countBrokenFiles(report) {
  const files = report?.testResults ?? [];
  const isBroken = (/** @type {Report["testResults"][number]} */ file) =>
    file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");
  return files.filter(isBroken).length;
}
