import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { simulatedEnvironment } from "../../tools/environment.mjs";
import { readLyncConfiguration } from "../../tools/stackConfiguration.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

test("npm start reads the deployment that the stack's configuration names", async () => {
  const root = temporaryFolder();
  const pulumi = process.env["LYNC_TEST_PULUMI"]!;
  const state = join(root, "state");
  mkdirSync(state);
  const options = { cwd: root, env: simulatedEnvironment({ pulumi, state }) };
  writeFileSync(join(root, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
  writeFileSync(join(root, "Pulumi.dev.yaml"), "config:\n  lync:simulator: elsewhere/other.json\n  test:pools: [{ pool: a }]\n");
  await expect(readLyncConfiguration({ pulumi, stack: "dev" }, options)).rejects.toThrow(
    "Reading the configuration of the stack dev: error: no stack named 'dev' found",
  );
  await promisify(execFile)(pulumi, ["stack", "init", "dev", "--non-interactive"], options);
  expect(await readLyncConfiguration({ pulumi, stack: "dev" }, options)).toEqual(new Map([["simulator", "elsewhere/other.json"]]));
});
