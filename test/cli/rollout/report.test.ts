import { describe, expect, test } from "vitest";
import { inOrder, tableOf, type StackReport } from "../../../provider/src/cli/rollout/report";

test("stacks are rolled out in order, and none is begun after the first that fails", async () => {
  const begun: string[] = [];
  const reports = await inOrder(["dev", "test", "prod"], (stack): Promise<StackReport> => {
    begun.push(stack);
    return Promise.resolve({ stack, outcome: stack === "test" ? "failed" : "rolled out" });
  });
  expect(begun).toEqual(["dev", "test"]);
  expect(reports.map(({ stack, outcome }) => [stack, outcome])).toEqual([
    ["dev", "rolled out"],
    ["test", "failed"],
    ["prod", "not begun"],
  ]);
});

describe("the table shows for a stack", () => {
  /** The cells of the table's one row. */
  const rowOf = (report: StackReport): string[] =>
    tableOf([report])
      .split("\n")
      .filter((line) => line.startsWith("│"))[1]!
      .split("│")
      .map((cell) => cell.trim())
      .filter((cell) => cell !== "");

  test.each<[StackReport, outcome: string, standing: string]>([
    [{ stack: "dev", outcome: "not begun" }, ". not begun", "unchanged"],
    [
      { stack: "dev", outcome: "failed", stage: "gate", reason: "1 change outside of Pulumi" },
      "! failed (gate)",
      "unchanged: 1 change outside of Pulumi",
    ],
    [{ stack: "dev", outcome: "failed", stage: "up", reason: "it failed" }, "! failed (up)", "begun: it failed"],
    [{ stack: "dev", outcome: "rolled out", changed: 1, verified: 2 }, "+ rolled out", "1 collection changed, 2 read back as declared"],
    [
      { stack: "dev", outcome: "rolled out", changed: 0, verified: 2, replicas: ["fe01.contoso.com"] },
      "+ rolled out",
      "0 collections changed, 2 read back as declared, in effect on 1 computer",
    ],
  ])("%j", (report, outcome, standing) => {
    expect(rowOf(report)).toEqual(["dev", outcome, standing]);
  });
});
