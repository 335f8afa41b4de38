import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { pool, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const other = "Director02.contoso.com";
const [before, after] = ["https://before.contoso.com", "https://after.contoso.com"];
const globalOf = (mac: string, options = "{}"): string =>
  `new lync.WebServiceConfiguration("global", { identity: "Global", macResolverUrl: ${mac} }, ${options});`;
const poolOf = (args = "", options = "{}"): string =>
  `const pool = new lync.PassiveAuthentication("pool", { pool: "${pool}", role: "director", federationService: "dc.contoso.com", ${args} }, ${options});`;

/** Runs a line in a turn that begins when the pool is registered. */
const later = (line: string): string => `pool.webService.urn.apply(() => { ${line} });`;

const director = {
  serverVersion: 2013,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: pool, role: "director" },
        { fqdn: other, role: "director" },
      ],
    },
  ],
};

/** A deployment whose global collection has a value, and that logs its cmdlets. */
async function deployed(environment: NodeJS.ProcessEnv): Promise<{ project: Project; was: string | undefined }> {
  const project = await new Project({ environment, topology: director }).init();
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { Global: { MACResolverUrl: before } } }, undefined, 2)}\n`);
  return { project, was: project.deployment() };
}

function program(project: Project, ...lines: string[]): void {
  project.write("index.js", `const lync = require("pulumi-lync"), pulumi = require("@pulumi/pulumi");\n${lines.join("\n")}\n`);
}

const writesOf = (project: Project): string[] =>
  project.cmdlets().filter((command) => /^(New|Set|Remove)-/.test(command) && !command.includes("-InMemory"));
const macOf = (project: Project): unknown => project.stored(web, webIdentity)?.MACResolverUrl;

const hop = `const hop = new lync.ProxyConfiguration("hop", { identity: "Global", realm: { custom: "${after}" } });`;

test.each([
  ["declared before the pool", "true", [globalOf(`"${after}"`), poolOf()]],
  ["declared after the pool", "true", [poolOf(), globalOf(`"${after}"`)]],
  ["declared after the pool", "", [poolOf(), globalOf(`"${after}"`)]],
  ["with a value from another resource", "", [poolOf(), hop, globalOf("hop.realm.apply(({ custom }) => custom)")]],
])(
  "a pool takes the new values of an outer collection %s (PULUMI_RUN_PROGRAM=%j): plan and up agree, and one up is enough",
  async (_where, run, lines) => {
    const { project, was } = await deployed({ PULUMI_RUN_PROGRAM: run });
    program(project, ...lines);
    const plan = await project.pulumiLync("plan");
    await project.expectSuccess("up", "--yes", "--skip-preview", "--parallel", "1");
    expect(macOf(project)).toBe(after);
    expect(plan.output).toContain(writesOf(project).find((command) => command.startsWith("New-")));
    expect(await project.up()).toContain("unchanged");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(was);
  },
);

test("a pool that starts from the defaults causes a warning about the new values that it would inherit", async () => {
  const { project } = await deployed({});
  program(project, poolOf('startFrom: "defaults"'), globalOf(`"${after}"`));
  expect(await project.expectSuccess("preview")).toMatch(lineSaying("lostByNew", "macResolverUrl", after));
});

describe("a pool does not wait for an outer collection, and takes what is stored, if", () => {
  test.each([
    ["the collection waits for the pool through dependsOn", [poolOf(), globalOf(`"${after}"`, "{ dependsOn: pool }")]],
    ["the collection waits for a value of the pool", [poolOf(), globalOf(`pool.webService.identity.apply(() => "${after}")`)]],
    [
      "a site waits for the collection, which waits for the pool",
      [
        poolOf(),
        'new lync.WebServiceConfiguration("site", { identity: "Site:Redmond", maxGroupSizeToExpand: 100 });',
        globalOf(`"${after}"`, "{ dependsOn: pool }"),
      ],
    ],
    [
      "the collection waits for the pool, and is declared in a later turn",
      [poolOf(), later(globalOf(`"${after}"`, "{ dependsOn: pool }"))],
    ],
  ])("%s", async (_way, lines) => {
    const { project } = await deployed({});
    program(project, ...lines);
    await project.up();
    expect(macOf(project)).toBe(before);
    expect(project.stored(web, "Global")).toEqual({ MACResolverUrl: after });
  });
});

test("if an outer collection waits for a pool and no dependency shows that, that pool takes the stored values, and another pool takes the new ones", async () => {
  const { project } = await deployed({});
  const second = `new lync.WebServiceConfiguration("second", { identity: "Service:WebServer:${other}", startFrom: "inherited", maxGroupSizeToExpand: 7 });`;
  program(project, poolOf(), second, globalOf(`new Promise((resolve) => pool.webService.urn.apply(() => resolve("${after}")))`));
  await project.up();
  expect(macOf(project)).toBe(before);
  expect(project.stored(web, `Service:WebServer:${other}`)).toEqual({ MACResolverUrl: after, MaxGroupSizeToExpand: 7 });
});

test("an outer collection that is removed from the program counts as it is stored", async () => {
  const { project, was } = await deployed({});
  program(project, globalOf(`"${after}"`));
  await project.up();
  program(project, poolOf());
  await project.up();
  expect(macOf(project)).toBe(after);
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(was);
});

test("an outer collection that is declared after a new pool has taken its values is refused before it is written", async () => {
  const { project, was } = await deployed({});
  program(project, poolOf(), later(globalOf(`"${after}"`)));
  const { code, output } = await project.pulumi("up", "--yes");
  expect(code).not.toBe(0);
  expect(output).toMatch(lineSaying("tooLate", webIdentity, "macResolverUrl", "Global"));
  expect(project.deployment()).toBe(was);
  // One that changes none of those values may be declared at any time.
  program(project, poolOf(), later(globalOf(`"${before}"`)));
  await project.up();
  expect(macOf(project)).toBe(before);
});
