import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { SetupError, describeFailure } from "../../tools/command.mjs";
import { simulatedEnvironment } from "../../tools/environment.mjs";
import { ensureBuilt } from "../../tools/setup.mjs";
import { makeWritable, requireTemporaryFolder } from "../../tools/writable.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

// No user can write into a folder that is a file, not even root. test/setups tries folders of
// another user.
const words = { what: "Keeping tests", advice: "Use another" };

test("a missing folder is created", () => {
  const folder = join(temporaryFolder(), "a", "b");
  makeWritable(folder, words);
  expect(existsSync(folder)).toBe(true);
});

test("a folder that cannot be created is named, with its purpose and how to use another", () => {
  const file = fileIn(temporaryFolder());
  const reason = process.platform === "win32" ? /EEXIST|ENOENT/ : /ENOTDIR/;
  const failing = (): void => makeWritable(join(file, "folder"), words);
  expect(failing).toThrow(SetupError);
  expect(failing).toThrow(reason);
  expect(failing).toThrow(`Keeping tests: the folder ${join(file, "folder")} cannot be written to (`);
  expect(failing).toThrow("). Use another, then run the command again.");
});

test("a missing folder for temporary files is named before anything is done", async () => {
  const gone = join(temporaryFolder(), "gone");
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, gone);
  expect(requireTemporaryFolder).toThrow(
    `Keeping temporary files: the folder ${gone} cannot be written to (ENOENT: no such file or directory). Set T`,
  );
  await expect(ensureBuilt()).rejects.toThrow("Keeping temporary files");
});

test("a checkout that cannot be written to is named", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "package.json"), "{}");
  writeFileSync(join(root, ".pulumi-state"), "");
  const message = /the folder .*\.pulumi-state.* cannot be written to .* Clone pulumi-lync into a folder of your own/;
  await expect(ensureBuilt({ root })).rejects.toThrow(message);
  expect(() => simulatedEnvironment({ pulumi: "pulumi", state: join(root, ".pulumi-state"), env: {} })).toThrow(message);
});

test("a file that cannot be written to is reported in one line, wherever it is", () => {
  const error = Object.assign(new Error("EACCES: permission denied, open '/co/x'"), { code: "EACCES", path: "/co/x", syscall: "open" });
  expect(describeFailure(error)).toBe(
    "error: EACCES: permission denied, open '/co/x'. Let this user write there, or clone pulumi-lync into a folder of your own.",
  );
});

function fileIn(folder: string): string {
  const file = join(folder, "file");
  writeFileSync(file, "");
  return file;
}
