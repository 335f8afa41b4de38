import { describe, expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const urn = (name: string): string => `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${name}`;
const withLog = "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n";
const [standard, director, site] = ["StandardServer01.contoso.com", "Director01.contoso.com", "Site:Redmond"];
const ofDirector = `Service:WebServer:${director}`;
const byHand = {
  CrossDomainAuthorizationList: [{ Url: "https://fabrikam.com" }],
  MACResolverUrl: "https://mac.contoso.com",
  UsePinAuth: false,
};

/** A collection that the stack creates or adopts, and what was stored before. */
const kinds = [
  ["created", {}, undefined],
  ["adopted", { adopt: true, crossDomainAuthorizationList: [] }, byHand],
] as const;

describe.each(kinds)("a collection that the stack has %s is never removed while a program declares it:", (_kind, args, stored) => {
  async function projectWith(...identities: string[]): Promise<{ project: Project; before: string | undefined }> {
    const project = await new Project().init();
    const collections = { [web]: Object.fromEntries(identities.map((identity) => [identity, stored])) };
    if (stored !== undefined) project.write("contoso.state.json", `${JSON.stringify(collections, undefined, 2)}\n`);
    return { project, before: project.deployment() };
  }

  test("it survives up --replace, a taint, and a rename with or without an alias, and destroy restores what was there", async () => {
    const { project, before } = await projectWith(webIdentity);
    const declareAs = (name: string, options = {}): void => project.declare([{ ...passive(pool, args), name, options }]);
    const previous = async (): Promise<unknown[]> => (await project.ours()).map(({ outputs }) => outputs.previous);
    declareAs("web");
    await project.up();
    const live = project.deployment();
    const known = await previous();
    const expectUntouched = async (): Promise<void> => {
      expect(project.deployment()).toBe(live);
      expect(await previous()).toEqual(known);
    };

    const replaced = await project.expectSuccess("up", "--yes", "--skip-preview", "--replace", urn("web"));
    expect(replaced).toMatch(lineSaying("leftAsItIs", `${webIdentity}: warning: `));
    await expectUntouched();

    await project.expectSuccess("state", "taint", urn("web"), "--yes");
    // A refresh would remove the taint.
    expect(await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh=false")).toContain("1 replaced");
    await expectUntouched();

    declareAs("renamed");
    expect(await project.up()).toContain("[leftAsItIs]");
    await expectUntouched();

    declareAs("again", { aliases: [{ name: "renamed" }] });
    const aliased = await project.up();
    expect(aliased).toContain("2 unchanged");
    expect(aliased).not.toContain("[leftAsItIs]");
    await expectUntouched();

    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("it is undone by another identity, by removing its resource after a refresh, and by a destroy without the program", async () => {
    const { project, before } = await projectWith(webIdentity, ofDirector, site);
    const atSite = { ...passive(pool, { ...args, identity: site }), name: "site" };
    project.declare([passive(pool, args), passive(director, args), atSite]);
    await project.up();
    await project.expectSuccess("refresh", "--yes", "--skip-preview");
    project.declare([{ ...passive(standard), name: `${pool}-web` }, atSite]);
    const output = await project.up();
    expect(output).toContain("1 replaced");
    expect(output).toContain("1 deleted");
    expect(project.stored(web, webIdentity)).toEqual(stored);
    expect(project.stored(web, ofDirector)).toEqual(stored);
    expect(project.stored(web, site)).toMatchObject({ UseWsFedPassiveAuth: true });

    project.environment.PULUMI_RUN_PROGRAM = "false";
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });
});

test("a renamed PassiveAuthentication writes nothing, whether the refresh runs the program or not", async () => {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", withLog);
  const declareAs = (name: string): void => {
    const args = `{ pool: "${pool}", role: "enterprisePool", federationService: "dc.contoso.com" }`;
    project.write("index.js", `const lync = require("pulumi-lync"); new lync.PassiveAuthentication("${name}", ${args});`);
  };
  declareAs("first");
  await project.up();
  const [written, live] = [project.writes(), project.deployment()];
  expect(written).toHaveLength(2);
  for (const [name, run] of [
    ["second", "true"],
    ["third", ""],
  ] as const) {
    project.environment.PULUMI_RUN_PROGRAM = run;
    declareAs(name);
    expect(await project.up()).toContain("3 created");
    expect(project.writes()).toEqual(written);
    expect(project.deployment()).toBe(live);
  }
});

test("a replacement creates the new collections first, Web Services before the proxy, and then removes the old ones in reverse order", async () => {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", withLog);
  project.declare(enterprisePool);
  await project.up();
  const before = project.writes().length;
  project.declare(
    enterprisePool.map((resource) => ({
      ...resource,
      args: { ...resource.args, identity: String(resource.args.identity).replace(pool, standard) },
    })),
  );
  await project.up();
  const writes = project.writes().slice(before);
  expect(writes.map((command) => /^(\S+) -Identity '([^']+)'/.exec(command)?.slice(1).join(" "))).toEqual([
    `New-CsWebServiceConfiguration Service:WebServer:${standard}`,
    `New-CsProxyConfiguration Service:Registrar:${standard}`,
    `Remove-CsProxyConfiguration ${proxyIdentity}`,
    `Remove-CsWebServiceConfiguration ${webIdentity}`,
  ]);
});
