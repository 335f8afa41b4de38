import { execFile } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { pool, webIdentity } from "./collections";
import { Project } from "./project";

test("an inline program may run several times in a process, and its workspace defines its deployment", async () => {
  const project = await new Project().init();
  mkdirSync(path.join(project.folder, "workspace"));
  project.write("workspace/Pulumi.yaml", project.read("Pulumi.yaml"));
  project.write("workspace/Pulumi.test.yaml", "config:\n  lync:simulator: topology.json\n");
  renameSync(path.join(project.folder, "contoso.json"), path.join(project.folder, "workspace", "topology.json"));
  project.write(
    "inline.js",
    `const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const lync = require("pulumi-lync");
const program = async () => {
  new lync.WebServiceConfiguration("web", { identity: ${JSON.stringify(webIdentity)}, maxGroupSizeToExpand: 7 });
};
(async () => {
  const workDir = require("path").join(__dirname, "workspace");
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", projectName: "test", program }, { workDir });
  await stack.preview();
  await stack.up();
  const { stdout, summary } = await stack.up();
  console.log(stdout, JSON.stringify(summary.resourceChanges));
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ["inline.js"], { cwd: project.folder, env: project.environment });
  // This declares nothing twice.
  expect(stdout).toContain('{"same":2}');
  // Each run reports it.
  expect(stdout).toContain("simulated deployment: topology.json");
  expect(JSON.parse(project.read("workspace/topology.state.json"))).toMatchObject({
    CsWebServiceConfiguration: { [webIdentity]: { MaxGroupSizeToExpand: 7 } },
  });
});

// The end of such a program does not show that nothing is left to do.
test("an inline program ends although its global collection waits for a pool, and no dependency shows that", async () => {
  const project = await new Project().init();
  const declared = (name: string, fqdn: string): string =>
    `const ${name} = new lync.WebServiceConfiguration("${name}", { identity: "Service:WebServer:${fqdn}", maxGroupSizeToExpand: 7, startFrom: "inherited" });`;
  project.write(
    "inline.js",
    `const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const lync = require("pulumi-lync");
const program = async () => {
  ${declared("a", pool)}
  ${declared("b", "StandardServer01.contoso.com")}
  const parent = process.argv[2] === "parent" ? { parent: a } : {};
  const mac = process.argv[2] === "parent" ? "https://mac" : new Promise((resolve) => a.urn.apply(() => resolve("https://mac")));
  new lync.WebServiceConfiguration("global", { identity: "Global", macResolverUrl: mac }, parent);
};
(async () => {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", projectName: "test", program }, { workDir: __dirname });
  const { summary } = await stack.up();
  console.log(JSON.stringify(summary.resourceChanges));
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
`,
  );
  const run = (way: string): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, ["inline.js", way], { cwd: project.folder, env: project.environment });
  // b takes the stored value, which this changes.
  await expect(run("promise")).rejects.toThrow('has already copied macResolverUrl from "Global"');
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect((await run("parent")).stdout).toContain('{"create":4}');
  expect(project.stored("CsWebServiceConfiguration", "Service:WebServer:StandardServer01.contoso.com")).toEqual({
    MACResolverUrl: "https://mac",
    MaxGroupSizeToExpand: 7,
  });
  expect(project.stored("CsWebServiceConfiguration", webIdentity)).toEqual({ MaxGroupSizeToExpand: 7 });
});
