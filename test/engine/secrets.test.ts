import { expect, test } from "vitest";
import { webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";

test("a secret of an adopted collection, what it was before, and one that the server does not keep stand in no message, log or state", async () => {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  const url = (key: string): string => `https://mac.contoso.com/?key=${key}`;
  project.write(
    "contoso.state.json",
    `${JSON.stringify({ [web]: { [webIdentity]: { MACResolverUrl: url("hunter1") } } }, undefined, 2)}\n`,
  );
  const before = project.deployment();
  const declare = (key: string): void => {
    project.write(
      "index.js",
      `const lync = require("pulumi-lync"), pulumi = require("@pulumi/pulumi");
new lync.WebServiceConfiguration("web", { identity: ${JSON.stringify(webIdentity)}, adopt: true, macResolverUrl: pulumi.secret(${JSON.stringify(url(key))}) });`,
    );
  };
  const told: string[] = [];
  declare("hunter2");
  told.push(await project.expectSuccess("up", "--yes"));
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: url("hunter2") });
  told.push(await project.expectSuccess("stack", "export"));

  declare("hunter3");
  project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "Set-CsWebServiceConfiguration", forget: true, times: 1 }]));
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toContain(`macResolverUrl of "${webIdentity}" is not as wanted (a secret)`);
  told.push(output, await project.expectSuccess("stack", "export"));

  told.push(await project.expectSuccess("preview", "--diff"), await project.up());
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: url("hunter3") });
  told.push(await project.expectSuccess("destroy", "--yes", "--skip-preview"), ...project.cmdlets());
  for (const text of told) expect(text).not.toMatch(/hunter\d/);
  expect(project.deployment()).toBe(before);
});
