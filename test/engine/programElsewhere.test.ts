import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { webIdentity } from "./collections";
import { Project } from "./project";

/**
 * A project in `infra`, with its program in `program` next to it. Each folder has a topology file.
 * The folder above both has the Pulumi.yaml of another project.
 */
function apart(): Project {
  const project = new Project();
  for (const folder of ["infra", "program"]) mkdirSync(path.join(project.folder, folder));
  project.write("infra/Pulumi.yaml", `${project.read("Pulumi.yaml")}main: ../program\n`);
  project.write("Pulumi.yaml", "name: another\nruntime: nodejs\n");
  project.write("infra/Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  for (const file of ["index.js", "package.json", "resources.json"]) {
    renameSync(path.join(project.folder, file), path.join(project.folder, "program", file));
  }
  // The program may change its working folder before its first resource.
  project.write("program/index.js", `process.chdir("/");\n${project.read("program/index.js")}`);
  renameSync(path.join(project.folder, "contoso.json"), path.join(project.folder, "infra", "contoso.json"));
  project.write("program/contoso.json", JSON.stringify(contoso));
  return project;
}

test("relative paths start at Pulumi.yaml wherever main is, for up, refresh and destroy, with and without the program", async () => {
  const project = apart();
  const state = "infra/contoso.state.json";
  const resource = { type: "WebServiceConfiguration", name: "web", args: { identity: webIdentity, maxGroupSizeToExpand: 7 } };
  project.write("program/resources.json", JSON.stringify([resource]));
  const pulumi = (command: string): Promise<string> => project.expectSuccess(command, "--yes", "--skip-preview", "--cwd", "infra");
  const driftTo = (value: number): void => project.write(state, project.read(state).replace(/: \d+/, `: ${String(value)}`));

  await project.expectSuccess("stack", "init", "test", "--cwd", "infra");
  await pulumi("up");
  const made = { CsWebServiceConfiguration: { [webIdentity]: { MaxGroupSizeToExpand: 7 } } };
  expect(JSON.parse(project.read(state))).toMatchObject(made);
  driftTo(8);
  expect(await pulumi("refresh")).toContain("1 updated");
  project.environment.PULUMI_RUN_PROGRAM = "";
  driftTo(9);
  expect(await pulumi("refresh")).toContain("1 updated");
  // The same folder, through a link in the project's folder.
  symlinkSync(path.join(project.folder, "program"), path.join(project.folder, "infra", "link"), "junction");
  project.write("infra/Pulumi.yaml", project.read("infra/Pulumi.yaml").replace("../program", "link"));
  await pulumi("up");
  expect(JSON.parse(project.read(state))).toMatchObject(made);
  await pulumi("destroy");
  expect(project.exists(state)).toBe(false);

  expect(project.exists("infra/cmdlets.jsonl")).toBe(true);
  for (const file of ["contoso.state.json", "cmdlets.jsonl"]) {
    expect([project.exists(`program/${file}`), project.exists(file)], file).toEqual([false, false]);
  }
});
