import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { simulatedEnvironment } from "../../tools/environment.mjs";
import { stateFolder } from "../../tools/paths.mjs";
import { hintWithoutDeployment, hintWithoutStack } from "../../tools/stackHint.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

test("the hint names npm start if no stack is selected; there is none for a selected stack or the user's own backend", async () => {
  const root = temporaryFolder();
  const hint =
    "hint: no stack is selected in this checkout yet. npm start creates the stack dev and selects it. " +
    "npm run pulumi -- stack init <name> creates another.";
  expect(hintWithoutStack({ root, env: {} })).toBe(hint);
  expect(hintWithoutStack({ root, env: { LYNC_BACKEND_URL: "s3://states" } })).toBeUndefined();

  const pulumi = process.env["LYNC_TEST_PULUMI"]!;
  const run = promisify(execFile);
  const options = { cwd: root, env: simulatedEnvironment({ pulumi, state: stateFolder(root) }) };
  writeFileSync(join(root, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
  await expect(run(pulumi, ["preview", "--non-interactive"], options)).rejects.toThrow("no stack selected");
  expect(hintWithoutStack({ root, env: {} })).toBe(hint);
  await run(pulumi, ["stack", "init", "dev", "--non-interactive"], options);
  expect(hintWithoutStack({ root, env: {} })).toBeUndefined();
});

test.each([
  ["in the form of older Pulumi versions", { stack: "organization/test/dev" }, true],
  ["in the form of newer versions, by backend", { stacks: { "file:///state": "organization/test/dev" } }, true],
  ["only if one is selected", {}, false],
])("a selected stack is found %s", (_title, workspace, isSelected) => {
  const root = temporaryFolder();
  const folder = join(stateFolder(root), "home", "workspaces");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "test-1234-workspace.json"), JSON.stringify(workspace));
  expect(hintWithoutStack({ root, env: {} }) === undefined).toBe(isSelected);
});

test.each([
  [["report"], "npm run report -- --stack dev"],
  [["doctor", "--json"], "npm run doctor -- --stack dev"],
  [["discover", "--format", "import"], "npm run discover -- --stack dev"],
])("after %j, which reads the deployment of this machine, the hint names the command for the simulated one", (args, command) => {
  expect(hintWithoutDeployment({ args, env: {} })).toContain(`${command} reads the simulated one.`);
});

test.each([
  [["report", "--stack", "prod"]],
  [["report", "-s", "prod"]],
  [["doctor", "--simulator=a.json"]],
  [["plan"]],
  [["report", "--help"]],
])("there is no such hint after %j", (args) => {
  expect(hintWithoutDeployment({ args, env: {} })).toBeUndefined();
});

test("a rollout without a stack gets a hint about how to name one, but not with the user's own backend", () => {
  expect(hintWithoutDeployment({ args: ["rollout"], env: {} })).toContain("npm run rollout -- dev");
  expect(hintWithoutDeployment({ args: ["rollout", "dev"], env: {} })).toBeUndefined();
  expect(hintWithoutDeployment({ args: ["report"], env: { LYNC_BACKEND_URL: "s3://states" } })).toBeUndefined();
});
