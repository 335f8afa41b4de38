import { expect, test } from "vitest";
import type { Result } from "../../../provider/src/cli/doctor/result";
import { summaryOf, textOf } from "../../../provider/src/cli/doctor/text";

const fine: Result = {
  check: "Node.js",
  subject: "this machine",
  status: "fine",
  asked: "node --version.",
  found: "This is Node.js v20.19.5.",
};
const finding: Result = {
  check: "Pulumi CLI",
  subject: "this machine",
  status: "finding",
  code: "pulumiMissing",
  asked: "pulumi version, with this machine's PATH.",
  found: "There is no pulumi on PATH.",
  advice: "Install the Pulumi CLI, 3.220.0 or later (https://www.pulumi.com/docs/install/), and put it on PATH.",
};
const unknown: Result = {
  ...fine,
  check: "Clocks",
  subject: "fe01\u001b[2J",
  status: "unknown",
  code: "timedOut",
  found: "No answer\ncame.",
};
const examined = { version: 1 as const, examinedAt: "2026-01-01T00:00:00.000Z", stacks: [] };

test("results are grouped by check, and their text is wrapped next to their status", () => {
  const results = [
    fine,
    { ...fine, found: "It is the one on PATH." },
    finding,
    unknown,
    { ...fine, check: "Account", status: "notAsked" as const },
  ];
  expect(textOf({ ...examined, deployment: "simulator:contoso.json", results }, 72).split("\n")).toEqual([
    "Deployment: simulator:contoso.json",
    "",
    "Node.js",
    "  fine         this machine: This is Node.js v20.19.5.",
    "  fine         this machine: It is the one on PATH.",
    "",
    "Pulumi CLI",
    "  FINDING      this machine: There is no pulumi on PATH. [pulumiMissing]",
    "               Checked: pulumi version, with this machine's PATH.",
    "               To do: Install the Pulumi CLI, 3.220.0 or later",
    "               (https://www.pulumi.com/docs/install/), and put it on",
    "               PATH.",
    "",
    "Clocks",
    "  UNKNOWN      fe01\\u{1b}[2J: No answer came. [timedOut]",
    "               Checked: node --version.",
    "",
    "Account",
    "  not checked  this machine: This is Node.js v20.19.5.",
    "",
    "1 finding (pulumiMissing), 1 unknown (timedOut), 2 fine, 1 not checked.",
    "",
  ]);
});

test("without a known deployment the text names none, and an address is never cut", () => {
  const text = textOf({ ...examined, deployment: null, results: [finding] }, 20);
  expect(text).toMatch(/^Pulumi CLI\n/);
  expect(text).toContain("https://www.pulumi.com/docs/install/");
});

test.each<[results: Result[], summary: string]>([
  [[], "No findings."],
  [[fine], "No findings, 1 fine."],
  [[finding, finding, { ...finding, code: "pulumiTooOld" }], "3 findings (pulumiMissing, pulumiTooOld)."],
  [[{ ...fine, status: "information" }], "No findings, 1 note."],
  [
    [{ ...fine, status: "information" }, { ...fine, status: "information" }, unknown, unknown],
    "No findings, 2 unknown (timedOut), 2 notes.",
  ],
])("the summary counts the results: case %#", (results, summary) => {
  expect(summaryOf(results)).toBe(summary);
});

test("only the first few fine results are shown, but all others", () => {
  const many = Array.from({ length: 9 }, (_, index): Result => ({ ...fine, check: "Web server", subject: `fe${String(index)}` }));
  const text = textOf({ ...examined, deployment: null, results: [...many, { ...finding, check: "Web server", subject: "fe9" }] }, 100);
  expect([...text.matchAll(/fe\d/g)].flat()).toEqual(["fe0", "fe1", "fe2", "fe3", "fe4", "fe9"]);
  expect(text).toContain("And 4 more are fine. Use --format json to see them all.");
});
