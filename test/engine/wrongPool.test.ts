import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

const declare = (project: Project, program: string): void => {
  project.write("index.js", `const lync = require("pulumi-lync");\n${program}`);
};
const component = (fqdn: string, role: string): string =>
  `new lync.PassiveAuthentication("a", { pool: "${fqdn}", role: "${role}"${role === "edge" ? "" : ', federationService: "dc.contoso.com"'} });`;

describe("a collection for a pool or a site that the deployment does not have", () => {
  const wrong: [what: string, program: string, said: RegExp][] = [
    [
      "a misspelt pool",
      component("LyncPol01.contoso.com", "enterprisePool"),
      lineSaying("missingScope", "LyncPol01.contoso.com", "LyncPool01.contoso.com"),
    ],
    [
      "a Director as a user pool",
      component("Director01.contoso.com", "enterprisePool"),
      lineSaying("otherRole", "Director01.contoso.com", "enterprisePool"),
    ],
    [
      "a misspelt site",
      `new lync.WebServiceConfiguration("a", { identity: "Site:Redmnd" });`,
      lineSaying("missingScope", "Redmnd", "Redmond"),
    ],
  ];

  test("is refused if this up would create it, with and without a preview", async () => {
    const project = await new Project().init();
    for (const [what, program, said] of wrong) {
      declare(project, program);
      const { code, output } = await project.pulumi("preview");
      expect(code, what).not.toBe(0);
      expect(output).toMatch(said);
    }
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code).not.toBe(0);
    expect(up.output).toMatch(wrong.at(-1)![2]);
    expect(project.deployment()).toBeUndefined();
  });

  test("causes only a warning if the stack already has it, and the rest of the stack is updated", async () => {
    const project = await new Project().init();
    const standard = "StandardServer01.contoso.com";
    project.declare([passive(pool), passive(standard)]);
    await project.up();
    const topology = JSON.parse(
      JSON.stringify({
        serverVersion: 2013,
        sites: [{ name: "Redmond", pools: [{ fqdn: "StandardServer01.contoso.com", role: "standardEdition" }] }],
      }),
    ) as object;
    project.write("contoso.json", JSON.stringify(topology));
    project.declare([passive(pool), passive(standard, { maxGroupSizeToExpand: 7 })]);
    const output = await project.up();
    expect(output).toMatch(lineSaying("missingScope", pool));
    expect(project.stored("CsWebServiceConfiguration", `Service:WebServer:${standard}`)).toMatchObject({ MaxGroupSizeToExpand: 7 });
    expect(project.stored("CsWebServiceConfiguration", webIdentity)).toBeDefined();
  });
});
