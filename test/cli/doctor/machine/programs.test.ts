import path from "node:path";
import { describe, expect, test } from "vitest";
import { findProgram, runProgram } from "../../../../provider/src/cli/doctor/machine/programs";
import { programFolder, putProgram, searchOnly } from "../../../support/programs";

const env = process.env;
/** A command that takes long. It replaces the shell, so that ending the shell ends it. */
const hangs = process.platform === "win32" ? "ping -n 60 127.0.0.1 > nul" : "exec sleep 60";

test("a program is found on PATH, or in the given folders", () => {
  const folder = programFolder({ pulumi: "v1.0.0" });
  searchOnly(path.join(folder, "nowhere"));
  expect(findProgram("pulumi")).toBeUndefined();
  expect(path.dirname(findProgram("pulumi", folder) ?? "")).toBe(folder);
  searchOnly(path.join(folder, "nowhere"), folder);
  expect(path.dirname(findProgram("pulumi") ?? "")).toBe(folder);
});

describe("a program that is run", () => {
  test("returns what it printed, even if its path has a blank", async () => {
    const file = putProgram(programFolder({}), "with blank", ["echo v1.0.0"]);
    expect(await runProgram(file, { args: ["version"], env, seconds: 20 })).toEqual({ printed: "v1.0.0" });
  });

  test.each([
    ["ends with an exit code", ["echo no such thing 1>&2", "exit 3"], 20, /^It ended with exit code 3: no such thing\.$/],
    ["ends without a reason", ["exit 4"], 20, /^It ended with exit code 4: it gave no reason\.$/],
    ["does not end in time", [hangs], 0.3, /^It did not end within 0.3 seconds\.$/],
  ])("that %s returns the reason for the failure", async (_what, commands, seconds, failure) => {
    const file = putProgram(programFolder({}), "fails", commands);
    expect(await runProgram(file, { args: ["version"], env, seconds })).toEqual({ failure: expect.stringMatching(failure) });
  });

  test("that cannot be started returns that as the reason", async () => {
    const ran = await runProgram(path.join(programFolder({}), "absent"), { args: [], env, seconds: 20 });
    expect(ran).toEqual({ failure: expect.stringMatching(/^It could not be started: /) });
  });
});
