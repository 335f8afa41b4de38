import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../../provider/src/cli/report/report";
import { runBuilt } from "../../support/builtCommand";
import { poolName } from "../../support/generatedPools";
import { manyPools } from "../../support/manyPools";

const simulated = ["report", "--simulator", "contoso.json"];

describe.each([1, 40, 1000])("a deployment of %i pools", (count) => {
  test("without a fault is fine, and is only read", async () => {
    const folder = manyPools(count);
    const state = readFileSync(path.join(folder, "contoso.state.json"));
    const { code, stdout } = await runBuilt(folder, [...simulated, "--json"]);
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(0);
    expect(report.places).toHaveLength(count + 1);
    expect(report.places.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== "information"))).toEqual([]);
    expect(readFileSync(path.join(folder, "contoso.state.json"))).toEqual(state);
  });

  test("with a fault at one of them names that pool, and ends with 1", async () => {
    const folder = manyPools(count, { wrong: [count] });
    const { code, stdout } = await runBuilt(folder, simulated);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "!! NTLM is still on at the Registrar. A client can sign in without the second factor. [noSecondFactor]\n" +
        `   at ${poolName(count)}\n`,
    );
  });
});

test("the result can be written to a file, and then standard output is empty", async () => {
  const folder = manyPools(1);
  const { code, stdout } = await runBuilt(folder, [...simulated, "--format", "markdown", "-o", "report.md"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(readFileSync(path.join(folder, "report.md"), "utf8")).toMatch(/^## Sign-in methods by pool\n/);
});

describe("if there can be no report, it says why in one line, prints no result, and ends with 2", () => {
  test.each([
    ["an unknown option", ["report", "--frob"], "error: unknown option '--frob'"],
    ["an unknown format", ["report", "--format", "pdf"], "Allowed choices are text, markdown, html, json."],
    [
      "two formats",
      ["report", "--json", "--format", "text"],
      "--json is short for --format json, but --format is text. Leave one of them out.",
    ],
    ["a stack and a topology", ["report", "--stack", "dev", "--simulator", "x.json"], "cannot be used with option '-s, --stack <stack>'"],
    ["no such topology file", ["report", "--simulator", "gone.json"], '--simulator is "gone.json", but there is no file'],
    ["a file that cannot be written", [...simulated, "-o", path.join("no", "such", "folder")], "The result cannot be written to"],
  ])("%s", async (_what, args, words) => {
    const { code, stdout, stderr } = await runBuilt(manyPools(1), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
  });
});

test("--help has examples and the exit codes", async () => {
  const { code, stdout } = await runBuilt(manyPools(1), ["report", "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Exit code: 0 if all is fine; 1 if there are findings; 2 if the command could not tell");
  expect(stdout).toContain("pulumi-lync report --stack prod --format html -o report.html");
});
