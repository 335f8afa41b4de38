import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { examine } from "../../../provider/src/cli/doctor/examination";
import { programFolder, searchOnly } from "../../support/programs";
import { skippedOnWindows } from "../../support/windows";

const said: string[] = [];
const say = (text: string): number => said.push(text);

test.skipIf(skippedOnWindows("a machine without PowerShell"))(
  "if the deployment cannot be reached, no further check of it runs",
  async () => {
    searchOnly(programFolder({}));
    const { deployment, results } = await examine({ stack: [], cwd: "." }, say);
    expect(deployment).toBe("local");
    expect(results.map(({ check, status, code }) => [check, code ?? status])).toEqual([
      ["Node.js", "fine"],
      ["Pulumi CLI", "pulumiMissing"],
      ["Language host", "notAsked"],
      ["Connection", "cannotStart"],
    ]);
    expect(results.at(-1)).toMatchObject({
      status: "finding",
      subject: "this machine",
      found: expect.stringContaining("there is no such program"),
    });
    expect(said.at(-1)).toBe("Checking: Connection.");
  },
);

test("a missing project folder is reported in one sentence", async () => {
  const folder = path.join(programFolder({}), "absent");
  const { results } = await examine({ stack: ["prod"], cwd: folder }, say);
  expect(results.at(-1)).toMatchObject({
    check: "Configuration",
    status: "unknown",
    asked: "pulumi config --stack prod",
    found: `There is no folder "${folder}". Name the folder of the Pulumi project in --cwd.`,
  });
});

test.each([
  ["is missing", undefined],
  ["is not a topology", "{}"],
])("a topology file that %s does not hide the checks of the machine", async (_what, content) => {
  const folder = programFolder({});
  const simulator = path.join(folder, "contoso.json");
  if (content !== undefined) writeFileSync(simulator, content);
  const { deployment, results } = await examine({ stack: [], simulator, cwd: folder }, say);
  expect(deployment).toBeNull();
  expect(results.map(({ check }) => check)).toEqual(["Node.js", "Pulumi CLI", "Language host", "Configuration"]);
  const asked = `How to reach the deployment: through the topology file "${simulator}".`;
  expect(results.at(-1)).toMatchObject({ status: "unknown", code: "invalidParameter", asked });
});
