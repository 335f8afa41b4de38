import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { backendUrl, chosenEnvironment, simulatedEnvironment } from "../../tools/environment.mjs";
import { writePulumi } from "./fixtures/writePulumi.mjs";
import { temporaryFolder } from "./temporaryFolder.js";
import { skippedOnWindows } from "../support/windows";

// The stand-in for the CLI is a shell script.
const onPosix = test.skipIf(skippedOnWindows("finding a Pulumi CLI that is a shell script"));

const bin = join("/", "cache", "bin");
const pulumi = join(bin, "pulumi");
const foreign = {
  PATH: "/a",
  PULUMI_BACKEND_URL: "https://other.example",
  PULUMI_ACCESS_TOKEN: "token",
  PULUMI_CONFIG_PASSPHRASE: "theirs",
  PULUMI_CONFIG_PASSPHRASE_FILE: "/theirs",
  PULUMI_STACK: "theirs",
  PULUMI_OPTION_TARGET: "theirs",
  USER: "me",
};

test("a simulated stack does not use the user's stack, backend, login or passphrase", () => {
  const state = temporaryFolder();
  expect(simulatedEnvironment({ pulumi, state, env: foreign })).toEqual({
    PATH: `${bin}${delimiter}/a`,
    PULUMI_BACKEND_URL: backendUrl(state),
    PULUMI_CONFIG_PASSPHRASE: "simulated",
    PULUMI_HOME: join(state, "home"),
    PULUMI_RUN_PROGRAM: "true",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    USER: "me",
    no_grpc_proxy: "127.0.0.1",
  });
});

test("LYNC_BACKEND_URL sets the backend, with the user's own login and passphrase", () => {
  const env = { ...foreign, LYNC_BACKEND_URL: "s3://states" };
  expect(chosenEnvironment({ pulumi, root: temporaryFolder(), env })).toEqual({
    ...env,
    PATH: `${bin}${delimiter}/a`,
    PULUMI_BACKEND_URL: "s3://states",
    PULUMI_RUN_PROGRAM: "true",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    no_grpc_proxy: "127.0.0.1",
  });
});

onPosix("PATH does not change if it already finds the CLI, whatever its spelling", () => {
  const ours = temporaryFolder();
  const env = { Path: `${temporaryFolder()}${delimiter}${ours}` };
  const result = simulatedEnvironment({ pulumi: writePulumi(ours, { version: "3.230.0" }), state: temporaryFolder(), env });
  expect(result["Path"]).toBe(env.Path);
  expect(result["PATH"]).toBeUndefined();
});

onPosix("another CLI that is earlier on PATH is not used", () => {
  const [old, ours] = [temporaryFolder(), temporaryFolder()];
  writePulumi(old, { version: "3.100.0" });
  const env = { PATH: `${old}${delimiter}${ours}` };
  const result = simulatedEnvironment({ pulumi: writePulumi(ours, { version: "3.230.0" }), state: temporaryFolder(), env });
  expect(result["PATH"]).toBe(`${ours}${delimiter}${env.PATH}`);
});

test.each([
  ["linux", "/home/me/lync", "file:///home/me/lync"],
  ["linux", "/home/me/50% of #1?/a b\\c", "file:///home/me/50%25%20of%20%231%3F/a%20b%5Cc"],
  ["win32", "C:\\Users\\Jörg\\a b#1", "file://C:/Users/J%C3%B6rg/a%20b%231"],
] as const)("on %s the backend in %s is %s", (platform, folder, url) => {
  expect(backendUrl(folder, platform)).toBe(url);
});

test("Pulumi keeps the state in exactly this folder, whatever characters are in its path", async () => {
  // Windows does not allow a question mark in a path.
  const root = join(temporaryFolder(), process.platform === "win32" ? "50% of #1 a%20b" : "50% of #1? a%20b");
  const state = join(root, "state");
  mkdirSync(state, { recursive: true });
  writeFileSync(join(root, "Pulumi.yaml"), "name: test\nruntime: nodejs\n");
  const cli = process.env["LYNC_TEST_PULUMI"]!;
  const env = simulatedEnvironment({ pulumi: cli, state });
  await promisify(execFile)(cli, ["stack", "init", "dev", "--non-interactive"], { cwd: root, env });
  expect(existsSync(join(state, ".pulumi", "stacks", "test", "dev.json"))).toBe(true);
});
