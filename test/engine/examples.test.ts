import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Project } from "./project";

const checkout = path.resolve(import.meta.dirname, "..", "..");
const dev = readFileSync(path.join(checkout, "Pulumi.dev.yaml"), "utf8");

/** A project with a copy of an example, for the topology and the configuration of the stack dev. */
async function exampleProject(example: string, config = dev): Promise<Project> {
  const topology = JSON.parse(readFileSync(path.join(checkout, "examples", "contoso", "contoso.json"), "utf8")) as object;
  const project = await new Project({ topology }).init();
  cpSync(path.join(checkout, "examples", example), path.join(project.folder, "program"), { recursive: true });
  project.write("Pulumi.yaml", "name: test\nruntime: nodejs\nmain: program\noptions: { refresh: always }\n");
  project.write("Pulumi.test.yaml", config.replace("examples/contoso/contoso.json", "contoso.json"));
  return project;
}

describe("the examples", () => {
  test("by raw resources and by the component leave the same deployment behind", async () => {
    const [procedure, contoso] = [await exampleProject("procedure"), await exampleProject("contoso")];
    await procedure.up();
    const output = await contoso.expectSuccess("up", "--yes");
    expect(contoso.deployment()).toBe(procedure.deployment());
    expect(contoso.deployment()?.match(/Service:/g)).toHaveLength(6);
    expect(output).not.toContain("warning:");
  });

  test("a pool that is taken out of the stack's configuration goes back to what it was", async () => {
    const project = await exampleProject("contoso");
    await project.up();
    project.write(
      "Pulumi.test.yaml",
      dev.replace("examples/contoso/contoso.json", "contoso.json").replace(/ {4}- pool: EdgePool01.*\n.*\n/, ""),
    );
    expect(await project.up()).toContain("2 deleted");
    expect(project.stored("CsProxyConfiguration", "Service:EdgeServer:EdgePool01.contoso.com")).toBeUndefined();
  });

  test("all that is wrong with the stack's configuration is one error", async () => {
    const wrong = dev.replace("role: standardEdition", "role: frontend").replace("  contoso:federationService: dc.contoso.com\n", "");
    const { code, output } = await (await exampleProject("contoso", wrong)).pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain("contoso:federationService is missing; ");
    expect(output).toContain('contoso:pools[2].role: "frontend" is not one of "director", "enterprisePool", "standardEdition", "edge"');
    expect(output).not.toMatch(/^\s+at /m);
  });

  test("what prod's configuration says holds neither salt nor secret", () => {
    const prod = readFileSync(path.join(checkout, "Pulumi.prod.yaml"), "utf8");
    expect(prod).not.toMatch(/encryptionsalt|secure:|lync:password|lync:simulator/);
  });
});
