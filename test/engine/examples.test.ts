import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { blocksOf } from "../docs/markdown";
import { Project } from "./project";

const checkout = path.resolve(import.meta.dirname, "..", "..");
const dev = readFileSync(path.join(checkout, "Pulumi.dev.yaml"), "utf8");

/**
 * A project with a copy of an example, with the topology and the configuration of its stack dev.
 */
async function exampleProject(example: string, config = dev): Promise<Project> {
  const topology = JSON.parse(readFileSync(path.join(checkout, "examples", "contoso", "contoso.json"), "utf8")) as object;
  const project = await new Project({ topology }).init();
  cpSync(path.join(checkout, "examples", example), path.join(project.folder, "program"), { recursive: true });
  project.write("Pulumi.yaml", "name: test\nruntime: nodejs\nmain: program\noptions: { refresh: always }\n");
  project.write("Pulumi.test.yaml", configured(config));
  return project;
}

function configured(config: string): string {
  return config.replace("examples/contoso/contoso.json", "contoso.json");
}

async function upByPlan(project: Project): Promise<string> {
  await project.expectSuccess("preview", "--save-plan", "plan.json");
  return project.expectSuccess("up", "--yes", "--skip-preview", "--plan", "plan.json");
}

describe("the examples", () => {
  test("produce the same deployment with raw resources and with the component, and work with Pulumi's update plans: create, repair, remove, adopt", async () => {
    const [procedure, contoso] = [await exampleProject("procedure"), await exampleProject("contoso")];
    await upByPlan(procedure);
    const output = await upByPlan(contoso);
    expect(contoso.deployment()).toBe(procedure.deployment());
    expect(contoso.deployment()?.match(/Service:/g)).toHaveLength(6);
    expect(output).not.toContain("warning:");

    const [web, edge] = ["Service:WebServer:LyncPool01.contoso.com", "Service:EdgeServer:EdgePool01.contoso.com"];
    contoso.edit(({ CsWebServiceConfiguration = {} }) => Object.assign(CsWebServiceConfiguration[web] ?? {}, { UsePinAuth: true }));
    contoso.write("Pulumi.test.yaml", configured(dev).replace(/ {4}- pool: EdgePool01.*\n.*\n/, ""));
    const mended = await upByPlan(contoso);
    expect(mended).toContain("1 updated");
    expect(mended).toContain("2 deleted");
    expect(contoso.stored("CsWebServiceConfiguration", web)).toMatchObject({ UsePinAuth: false });
    expect(contoso.stored("CsProxyConfiguration", edge)).toBeUndefined();

    contoso.edit(({ CsProxyConfiguration = {} }) => Object.assign(CsProxyConfiguration, { [edge]: { MaxKeepAliveInterval: 7 } }));
    contoso.write("Pulumi.test.yaml", configured(dev).replace(/(- pool: EdgePool01.*\n.*\n)/, "$1      adopt: true\n"));
    expect(await upByPlan(contoso)).toContain("2 created");
    expect(contoso.stored("CsProxyConfiguration", edge)).toMatchObject({ MaxKeepAliveInterval: 7, UseNtlmForClientToProxyAuth: false });
  });

  test("work with the Pulumi commands in README, with --yes if Pulumi would ask", async () => {
    const tryIt = blocksOf("README.md").filter(({ headings }) => headings.includes("Try it"));
    const commands = tryIt.flatMap(({ code }) => [...code.matchAll(/^npm run pulumi -- (.*)$/gm)].map(([, args = ""]) => args.split(" ")));
    expect(commands.map(([verb]) => verb)).toEqual(["preview", "up", "destroy"]);
    const project = await exampleProject("contoso");
    for (const [verb = "", ...args] of commands) {
      expect(await project.expectSuccess(verb, ...args, ...(verb === "preview" ? [] : ["--yes"]))).not.toContain("warning:");
      expect(project.deployment() ?? "").toMatch(verb === "up" ? /Service:WebServer:/ : /^(?!.*Service:)/s);
    }
  });

  test("report everything that is wrong with the stack's configuration in one error", async () => {
    const wrong = dev.replace("role: standardEdition", "role: frontend").replace("  contoso:federationService: dc.contoso.com\n", "");
    const { code, output } = await (await exampleProject("contoso", wrong)).pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain("contoso:federationService is missing; ");
    expect(output).toContain('contoso:pools[2].role: "frontend" is not one of "director", "enterprisePool", "standardEdition", "edge"');
    expect(output).not.toMatch(/^\s+at /m);
  });

  test("contain neither a salt nor a secret in the configuration of prod", () => {
    const prod = readFileSync(path.join(checkout, "Pulumi.prod.yaml"), "utf8");
    expect(prod).not.toMatch(/encryptionsalt|secure:|lync:password|lync:simulator/);
  });
});
