import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { pack } from "../../tools/pack.mjs";
import { InstalledProject } from "./project.mjs";
import { newFolder } from "./run.mjs";

const old = path.resolve(import.meta.dirname, "..", "fixtures", "releases", "4b612e2");
const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what the package of commit 4b612e2 deployed shows no change with today's package, and destroy restores what was there before it", async () => {
  const project = new InstalledProject(path.join(folder, "project"), { pulumi: process.env.LYNC_TEST_PULUMI ?? "" });
  const stored = path.join(project.folder, "contoso.state.json");
  for (const file of ["index.js", "contoso.json"]) cpSync(path.join(old, file), path.join(project.folder, file));
  cpSync(path.join(old, "before.state.json"), stored);
  // Both packages have the version 0.1.0, but only the later one contains its licence.
  const hasLicence = (): boolean => existsSync(path.join(project.folder, "node_modules", "pulumi-lync", "LICENSE"));

  await project.install(path.join(old, "pulumi-lync.tgz"));
  expect(hasLicence()).toBe(false);
  await project.initStack();
  expect(await project.pulumi("up", "--yes", "--skip-preview")).toContain("8 created");
  const deployed = readFileSync(stored, "utf8");

  await project.install((await pack(folder)).file);
  expect(hasLicence()).toBe(true);
  await project.pulumi("preview", "--expect-no-changes");
  await project.pulumi("preview", "--refresh", "--expect-no-changes");
  expect(await project.pulumi("up", "--yes", "--skip-preview")).toContain("8 unchanged");
  expect(readFileSync(stored, "utf8")).toBe(deployed);
  await project.pulumi("destroy", "--yes", "--skip-preview");
  expect(JSON.parse(readFileSync(stored, "utf8"))).toEqual(JSON.parse(readFileSync(path.join(old, "before.state.json"), "utf8")));
});
