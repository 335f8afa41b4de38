import { expect, test } from "vitest";
import { countTests, describeCounts } from "../../tools/testCounts.mjs";

const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

test("tests are counted as vitest reports them", () => {
  expect(countTests(report, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test("a test file that cannot be loaded counts as one failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
    { status: "passed", assertionResults: [{ status: "passed" }] },
  ];
  expect(countTests({ ...report, numFailedTests: 1, testResults }, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("an error outside all tests counts as one failure", () => {
  expect(countTests(report, 1).failed).toBe(1);
});

test("a run without a report counts as one failure", () => {
  expect(countTests(undefined, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("the last line has only the numbers of passed and failed tests, and the line before it has the number of skipped tests", () => {
  expect(describeCounts({ passed: 5, failed: 0, skipped: 0 })).toBe("0 skipped\n5 passed, 0 failed");
  expect(describeCounts({ passed: 5, failed: 1, skipped: 2 }).split("\n")).toEqual([
    "2 skipped: they were not run here (see the report above)",
    "5 passed, 1 failed",
  ]);
});
