import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { backendUrl, chosenEnvironment, simulatedEnvironment } from "../../tools/environment.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

const bin = join("/", "cache", "bin");
const pulumi = join(bin, "pulumi");
const foreign = {
  PATH: "/a",
  PULUMI_BACKEND_URL: "https://other.example",
  PULUMI_ACCESS_TOKEN: "token",
  PULUMI_CONFIG_PASSPHRASE: "theirs",
  PULUMI_CONFIG_PASSPHRASE_FILE: "/theirs",
  PULUMI_STACK: "theirs",
};

test("a simulated stack uses no stack, backend, login or passphrase of the user's", () => {
  const state = temporaryFolder();
  expect(simulatedEnvironment({ pulumi, state, env: foreign })).toEqual({
    PATH: `${bin}${delimiter}/a`,
    PULUMI_BACKEND_URL: backendUrl(state),
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

test.each([
  ["linux", "/home/me/lync", "file:///home/me/lync"],
  ["linux", "/home/me/50% of #1?/a b\\c", "file:///home/me/50%25%20of%20%231%3F/a%20b%5Cc"],
  ["win32", "C:\\Users\\Jörg\\a b#1", "file://C:/Users/J%C3%B6rg/a%20b%231"],
] as const)("on %s the backend in %s is %s", (platform, folder, url) => {
  expect(backendUrl(folder, platform)).toBe(url);
});

test("Pulumi keeps the state in the very folder, whatever letters are in its path", async () => {
  // Windows has no question mark in a path.
  const root = join(temporaryFolder(), process.platform === "win32" ? "50% of #1 a%20b" : "50% of #1? a%20b");
  const state = join(root, "state");
  mkdirSync(state, { recursive: true });
  writeFileSync(join(root, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
  const cli = process.env["LYNC_TEST_PULUMI"]!;
  const env = simulatedEnvironment({ pulumi: cli, state });
  await promisify(execFile)(cli, ["stack", "init", "dev", "--non-interactive"], { cwd: root, env });
  expect(existsSync(join(state, ".pulumi", "stacks", "test", "dev.json"))).toBe(true);
});
