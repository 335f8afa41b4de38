import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { SetupError, describeFailure } from "../../tools/command.mjs";
import { simulatedEnvironment } from "../../tools/environment.mjs";
import { ensureBuilt } from "../../tools/setup.mjs";
import { makeWritable, requireTemporaryFolder } from "../../tools/writable.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

// Nobody can write into a folder that is a file, not even root. What another user's folders say is
// tried by test/setups.
const words = { what: "Keeping tests", advice: "Use another" };

test("a folder that is not there yet is made", () => {
  const folder = join(temporaryFolder(), "a", "b");
  makeWritable(folder, words);
  expect(existsSync(folder)).toBe(true);
});

test("one that cannot be made is named, with what it is for and how to use another", () => {
  const file = fileIn(temporaryFolder());
  const reason = process.platform === "win32" ? /EEXIST|ENOENT/ : /ENOTDIR/;
  const failing = (): void => makeWritable(join(file, "folder"), words);
  expect(failing).toThrow(SetupError);
  expect(failing).toThrow(reason);
  expect(failing).toThrow(`Keeping tests: the folder ${join(file, "folder")} cannot be written to (`);
  expect(failing).toThrow("). Use another, then run the command again.");
});

test("a folder for temporary files that is gone is named before anything is done", async () => {
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

test("a file that nobody may write to is told in one line, wherever it is", () => {
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
