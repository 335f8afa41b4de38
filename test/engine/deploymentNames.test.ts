import { cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { lineSaying } from "../support/saying";
import { passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const oldState = path.resolve(import.meta.dirname, "..", "fixtures", "releases", "4b612e2");
const simulator = path.resolve(import.meta.dirname, "..", "..", "provider", "bin", "pulumi-lync-simulator");
const fabrikam = JSON.parse(JSON.stringify(contoso).replaceAll("contoso.com", "fabrikam.com")) as object;
const named = { ...contoso, name: "Contoso" };
const unchanged = ["preview", "--expect-no-changes"];

test("a state of an earlier version keeps the deployment's name until the topology file moves; its new name is the same in another checkout", async () => {
  const project = await new Project().init();
  for (const file of ["index.js", "contoso.state.json", "state.json"]) project.write(file, readFileSync(path.join(oldState, file), "utf8"));
  project.write("contoso.json", JSON.stringify(named));
  await project.expectSuccess("stack", "import", "--file", "state.json");
  await project.expectSuccess(...unchanged);

  // The file moves. The state knows it by its old path.
  mkdirSync(path.join(project.folder, "deployments"));
  for (const file of ["contoso.json", "contoso.state.json"])
    cpSync(path.join(project.folder, file), path.join(project.folder, "deployments", file));
  const moved = "config:\n  lync:simulator: deployments/contoso.json\n  lync:log: cmdlets.jsonl\n";
  project.write("Pulumi.test.yaml", moved);
  const refused = await project.pulumi("preview");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(lineSaying("otherDeployment", '"simulator:contoso.json"', '"simulator:Contoso"'));
  expect(refused.output).toContain('set lync:formerDeployment to "simulator:contoso.json" for one pulumi up');
  project.write("Pulumi.test.yaml", `${moved}  lync:formerDeployment: simulator:contoso.json\n`);
  expect(await project.up()).toContain("~ 5 updated");
  expect(project.writes()).toEqual([]);
  project.write("Pulumi.test.yaml", moved);
  await project.expectSuccess(...unchanged);
  expect((await project.ours()).map(({ outputs }) => outputs.deployment)).toEqual(Array(5).fill("simulator:Contoso"));

  // Another checkout of the same project, with the file in another place.
  const other = new Project({ environment: { PULUMI_BACKEND_URL: project.environment.PULUMI_BACKEND_URL, PULUMI_RUN_PROGRAM: "false" } });
  other.write("index.js", project.read("index.js"));
  other.write("lync.json", JSON.stringify(named));
  other.write("lync.state.json", project.read("deployments/contoso.state.json"));
  other.write("Pulumi.test.yaml", "config:\n  lync:simulator: lync.json\n");
  await other.expectSuccess("stack", "select", "test");
  // A refresh without the program uses the configuration of the last up, whose path does not exist
  // there.
  const refresh = await other.pulumi("refresh", "--yes", "--skip-preview");
  expect(refresh.code).not.toBe(0);
  expect(refresh.output).toContain(
    "Refresh and destroy use the configuration of the last up, even if the stack's configuration has changed since then. To make them use the current one, set PULUMI_RUN_PROGRAM=true",
  );
  other.environment.PULUMI_RUN_PROGRAM = "true";
  await other.expectSuccess(...unchanged);
});

test("a real deployment is recognised by its pools: it stays the same under another path, and is a different one if it has other pools", async () => {
  // The provider cannot distinguish this from a deployment of this machine.
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", `config:\n  lync:powershell: ${JSON.stringify(simulator)}\n`);
  const machine = (file: string, topology: object): void => {
    project.write(file, JSON.stringify(topology));
    project.environment.LYNC_SIMULATOR = path.join(project.folder, file);
  };
  machine("contoso.json", contoso);
  project.declare([passive(pool)]);
  await project.up();
  const pools = "pools:Branch01.contoso.com,Director01.contoso.com,EdgePool01.contoso.com";
  expect((await project.ours())[0]?.outputs.deployment).toBe(pools);

  // The Central Management store moves.
  cpSync(path.join(project.folder, "contoso.state.json"), path.join(project.folder, "moved.state.json"));
  machine("moved.json", contoso);
  await project.expectSuccess(...unchanged);

  machine("fabrikam.json", fabrikam);
  for (const command of [["preview"], ["destroy", "--yes", "--skip-preview", "--refresh=false"]]) {
    const { code, output } = await project.pulumi(...command);
    expect(code, command.join(" ")).not.toBe(0);
    expect(output).toMatch(lineSaying("otherDeployment", `"${pools}"`, `"${pools.replaceAll("contoso", "fabrikam")}"`));
  }
  expect(project.exists("fabrikam.state.json")).toBe(false);
});

test("a state of another deployment is refused in the preview if the path or the pools differ, even if every resource is renamed", async () => {
  const project = await new Project().init();
  project.declare([passive(pool)]);
  await project.up();
  const before = project.deployment();

  // A new resource, and one on which an old one depends.
  const renamed = (fqdn: string): void =>
    project.declare([
      { ...passive(fqdn), name: "first" },
      { ...passive(fqdn.replace("LyncPool01", "Director01")), name: `${pool}-web`, dependsOn: ["first"] },
    ]);
  renamed(pool);
  project.write("other.json", JSON.stringify(contoso));
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: other.json\n");
  for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    const { code, output } = await project.pulumi(...command);
    expect(code, command.join(" ")).not.toBe(0);
    expect(output).toMatch(lineSaying("otherDeployment", '"simulator:contoso.json"', '"simulator:other.json"'));
  }
  expect(project.exists("other.state.json")).toBe(false);

  renamed("LyncPool01.fabrikam.com");
  project.write("contoso.json", JSON.stringify(fabrikam));
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n");
  const { code, output } = await project.pulumi("up", "--yes");
  expect(code).not.toBe(0);
  expect(output).toMatch(lineSaying("otherDeployment", '"simulator:contoso.json"', pool, '"simulator:contoso.json"'));
  expect(project.deployment()).toBe(before);
  expect(project.stored(web, webIdentity)).toBeDefined();
});
