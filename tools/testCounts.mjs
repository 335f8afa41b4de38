/**
 * @typedef {object} Report what vitest's JSON reporter writes
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
  // An error outside of all tests, such as an unhandled rejection, is in the exit code alone.
  return { passed, skipped, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

/**
 * What npm test ends with. Whoever counts takes the last line; what was not run is said before it.
 * @param {{ passed: number, failed: number, skipped: number }} counts
 */
export function describeCounts({ passed, failed, skipped }) {
  const why = skipped > 0 ? ": they were not run here (see the report above)" : "";
  return `${skipped} skipped${why}\n${passed} passed, ${failed} failed`;
}

/** A file that cannot be loaded has no test that could fail. @param {Report | undefined} report */
function countBrokenFiles(report) {
  const files = report?.testResults ?? [];
  const isBroken = (/** @type {Report["testResults"][number]} */ file) =>
    file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");
  return files.filter(isBroken).length;
}
