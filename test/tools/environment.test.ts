import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { chosenEnvironment, simulatedEnvironment } from "../../tools/environment.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

const bin = join("/", "cache", "bin");
const pulumi = join(bin, "pulumi");
const foreign = {
  PATH: "/a",
  PULUMI_BACKEND_URL: "https://other.example",
  PULUMI_ACCESS_TOKEN: "token",
  PULUMI_CONFIG_PASSPHRASE: "theirs",
  PULUMI_CONFIG_PASSPHRASE_FILE: "/theirs",
};

test("a simulated stack uses no backend, login or passphrase of the user's", () => {
  const state = temporaryFolder();
  expect(simulatedEnvironment({ pulumi, state, env: foreign })).toEqual({
    PATH: `${bin}${delimiter}/a`,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "simulated",
    PULUMI_HOME: join(state, "home"),
    PULUMI_RUN_PROGRAM: "true",
    PULUMI_SKIP_UPDATE_CHECK: "1",
  });
});

test("LYNC_BACKEND_URL brings a backend, and with it the user's own login and passphrase", () => {
  const env = { ...foreign, LYNC_BACKEND_URL: "s3://states" };
  expect(chosenEnvironment({ pulumi, root: temporaryFolder(), env })).toEqual({
    ...env,
    PATH: `${bin}${delimiter}/a`,
    PULUMI_BACKEND_URL: "s3://states",
    PULUMI_RUN_PROGRAM: "true",
    PULUMI_SKIP_UPDATE_CHECK: "1",
  });
});

test("a CLI that PATH finds leaves PATH as it is, in whatever spelling", () => {
  const env = { Path: `/a${delimiter}${bin}` };
  const result = simulatedEnvironment({ pulumi, state: temporaryFolder(), env });
  expect(result["Path"]).toBe(env.Path);
  expect(result["PATH"]).toBeUndefined();
});
