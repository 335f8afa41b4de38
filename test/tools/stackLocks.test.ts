import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stateFolder } from "../../tools/paths.mjs";
import { cancelLeftBehind, hintWhereLocked } from "../../tools/stackLocks.mjs";
import { skippedOnWindows } from "../support/windows";
import { writeExecutable } from "./fixtures/writePulumi.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

// The stand-in for the CLI is a shell script.
const onPosix = test.skipIf(skippedOnWindows("unlocking a stack by a Pulumi CLI that is a shell script"));

const here = hostname();
const gone = await ended();
const project = "organization/contoso";

onPosix.each([
  ["a lock of this machine whose process has ended", [{ pid: gone, hostname: here }], true],
  ["two such locks", [gone, gone].map((pid) => ({ pid, hostname: here })), true],
  ["a lock whose process runs", [{ pid: process.pid, hostname: here }], false],
  ["a lock of a process on another machine", [{ pid: gone, hostname: `not-${here}` }], false],
  ["a second lock whose process runs", [gone, process.pid].map((pid) => ({ pid, hostname: here })), false],
  ["a lock that a full disk left empty", [""], false],
])("for %s, Pulumi cancels: $2", async (_title, locks, isCanceled) => {
  const { root, pulumi, called } = checkout();
  locks.forEach((content, index) => writeLock(root, { stack: "dev", name: String(index), content }));
  writeLock(root, { stack: "staging", name: "0", content: { pid: gone, hostname: here } });
  await cancelLeftBehind({ pulumi, root, stack: "dev" }, { cwd: root });
  expect(called()).toBe(isCanceled ? `cancel --yes --stack ${project}/dev\n` : "");
});

onPosix("a failed cancel is reported in Pulumi's words", async () => {
  const { root, pulumi } = checkout("echo no such stack >&2; exit 255");
  writeLock(root, { stack: "dev", name: "0", content: { pid: gone, hostname: here } });
  const failing = cancelLeftBehind({ pulumi, root, stack: "dev" }, { cwd: root });
  await expect(failing).rejects.toThrow("Unlocking the stack dev: pulumi cancel failed.\nno such stack");
});

test("the hint names the command of this checkout, only for its own backend", () => {
  const { root } = checkout();
  expect(hintWhereLocked({ root, env: {} })).toBeUndefined();
  writeLock(root, { stack: "dev", name: "0", content: { pid: 12, hostname: "build7" } });
  expect(hintWhereLocked({ root, env: {} })).toBe(
    "hint: the stack dev is locked by process 12 on build7. Once that has ended, this unlocks it: " +
      `npm run pulumi -- cancel --yes --stack ${project}/dev`,
  );
  expect(hintWhereLocked({ root, env: { LYNC_BACKEND_URL: "s3://states" } })).toBeUndefined();
});

function checkout(script = "exit 0"): { root: string; pulumi: string; called: () => string } {
  const root = temporaryFolder();
  const [pulumi, log] = [join(root, "pulumi"), join(root, "called")];
  writeExecutable(pulumi, `echo "$*" >> "${log}"; ${script}`);
  return { root, pulumi, called: () => (existsSync(log) ? readFileSync(log, "utf8") : "") };
}

function writeLock(root: string, { stack, name, content }: { stack: string; name: string; content: object | string }): void {
  const folder = join(stateFolder(root), ".pulumi", "locks", project, stack);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), typeof content === "string" ? content : JSON.stringify(content));
}

/** The ID of a process that has ended. */
async function ended(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "close");
  return child.pid!;
}
