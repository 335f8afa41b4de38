import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Deployment } from "../provider/src/deployment/deployment";
import { openOnce } from "../provider/src/openOnce";
import { readStackConfig } from "../provider/src/stackConfig";
import { reachOf } from "../provider/src/stackReach";

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "pulumi-lync-open-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["program", "infra", "moved"]) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "contoso.json"), "{}");
  }
  writeFileSync(path.join(folder, "infra", "Pulumi.yaml"), "name: test\n");
});

/**
 * A provider in the program's folder. In its tests, a deployment is the topology file with which it
 * was opened.
 */
function provider(simulator = "contoso.json"): (projectFolder?: string, isByClass?: boolean) => Promise<unknown> {
  const program = path.join(folder, "program");
  const get = (key: string): string | undefined => (key === "simulator" ? simulator : undefined);
  const open = openOnce({ program, project: "test" }, (root) => {
    const topology = readStackConfig(get, program, { reader: "provider", root }).simulator?.topology ?? "";
    return { deployment: topology as unknown as Deployment, reach: reachOf(get), hasRelativePaths: !path.isAbsolute(simulator) };
  });
  return (projectFolder, isByClass = false) => open({ projectFolder, ...(isByClass ? { byClass: { stack: {} } } : {}) });
}

const topologyIn = (name: string): string => path.join(folder, name, "contoso.json");

test("a verb that does not know the project's folder is refused with what to do, and the next verb that knows it opens the file", async () => {
  const open = provider();
  await expect(open()).rejects.toThrow(
    `lync:simulator is "contoso.json", a path relative to the folder of Pulumi.yaml, but the Pulumi.yaml of the project "test" is not in ${path.join(folder, "program")} or a folder above it, ` +
      "and the state does not say where it is. Run pulumi up --refresh=false once, which writes the right folder into the state.",
  );
  expect(await open("../infra")).toBe(topologyIn("infra"));
  expect(await open()).toBe(topologyIn("infra"));
});

test("an absolute path does not need the project's folder", async () => {
  const open = provider(topologyIn("program"));
  expect(await open()).toBe(topologyIn("program"));
  expect(await open("../infra", true)).toBe(topologyIn("program"));
});

test("a class that reports another folder than the state is refused, and a folder that a class reports first is used for all", async () => {
  writeFileSync(path.join(folder, "moved", "Pulumi.yaml"), "name: test\n");
  const later = provider();
  expect(await later("../infra")).toBe(topologyIn("infra"));
  await expect(later("../moved", true)).rejects.toThrow(
    `The folder of Pulumi.yaml is ${path.join(folder, "moved")}, but the stack's state says ${path.join(folder, "infra")}, and this run has already used that folder. Run pulumi up --refresh=false once`,
  );
  const first = provider();
  expect(await first("../moved", true)).toBe(topologyIn("moved"));
  expect(await first("../infra")).toBe(topologyIn("moved"));
});
