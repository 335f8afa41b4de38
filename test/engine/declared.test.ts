import { describe, expect, test } from "vitest";
import { enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const urn = (name: string): string => `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${name}`;
const withLog = "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n";
const byHand = { CsWebServiceConfiguration: { [webIdentity]: { MACResolverUrl: "https://mac.contoso.com" } } };

/** One collection, created by the stack or adopted by it. */
const kinds = [
  ["created", {}],
  ["adopted", byHand],
] as const;

async function deployed(state: object): Promise<{ project: Project; before: string | undefined; live: string }> {
  const project = await new Project().init();
  if (Object.keys(state).length > 0) project.write("contoso.state.json", `${JSON.stringify(state, undefined, 2)}\n`);
  const before = project.deployment();
  project.declare([passive(pool, Object.keys(state).length > 0 ? { adopt: true } : {})]);
  await project.up();
  return { project, before, live: project.deployment() ?? "" };
}

describe.each(kinds)("what a program still declares is never removed: a collection that the stack has %s", (_kind, state) => {
  const args = Object.keys(state).length > 0 ? { adopt: true } : {};

  test("up --replace leaves it live, and destroy puts back what was there", async () => {
    const { project, before, live } = await deployed(state);
    const output = await project.expectSuccess("up", "--yes", "--skip-preview", "--replace", urn(`${pool}-web`));
    expect(output).toContain(`${webIdentity}: warning: left as it is, for the program still declares it`);
    expect(project.deployment()).toBe(live);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("a tainted resource that is replaced leaves it live", async () => {
    const { project, live, before } = await deployed(state);
    await project.expectSuccess("state", "taint", urn(`${pool}-web`), "--yes");
    // A refresh would take the taint away.
    expect(await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh=false")).toContain("1 replaced");
    expect(project.deployment()).toBe(live);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("a rename without an alias leaves it live, and names aliases", async () => {
    const { project, live, before } = await deployed(state);
    project.declare([{ ...passive(pool, args), name: "renamed" }]);
    const output = await project.up();
    expect(project.deployment()).toBe(live);
    expect(output).toContain('Give a resource that was renamed an alias (the option "aliases")');
    expect(await project.up()).toContain("2 unchanged");
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("a rename with an alias changes nothing", async () => {
    const { project, live, before } = await deployed(state);
    project.declare([{ ...passive(pool, args), name: "renamed", options: { aliases: [{ name: `${pool}-web` }] } }]);
    const output = await project.up();
    expect(output).toContain("2 unchanged");
    expect(output).not.toContain("left as it is");
    expect(project.deployment()).toBe(live);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("another identity undoes the old one", async () => {
    const { project, before } = await deployed(state);
    project.declare([{ ...passive("StandardServer01.contoso.com"), name: `${pool}-web` }]);
    expect(await project.up()).toContain("1 replaced");
    expect(project.stored(web, webIdentity)).toEqual(before === undefined ? undefined : byHand[web][webIdentity]);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test("a resource that is taken out after a refresh is undone", async () => {
    const { project, before } = await deployed(state);
    await project.expectSuccess("refresh", "--yes", "--skip-preview");
    project.declare([]);
    await project.up();
    expect(project.deployment()).toBe(before);
  });

  test("destroy without the program undoes it, too", async () => {
    const { project, before } = await deployed(state);
    project.environment.PULUMI_RUN_PROGRAM = "false";
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });
});

test.each([{ PULUMI_RUN_PROGRAM: "true" }, { PULUMI_RUN_PROGRAM: "" }])(
  "a PassiveAuthentication that is renamed writes nothing, with %j",
  async (environment) => {
    const project = await new Project({ environment }).init();
    project.write("Pulumi.test.yaml", withLog);
    const declareAs = (name: string): void => {
      const args = `{ pool: "${pool}", role: "enterprisePool", federationService: "dc.contoso.com" }`;
      project.write("index.js", `const lync = require("pulumi-lync"); new lync.PassiveAuthentication("${name}", ${args});`);
    };
    declareAs("before");
    await project.up();
    const [written, live] = [project.writes(), project.deployment()];
    expect(written).toHaveLength(2);
    declareAs("after");
    expect(await project.up()).toContain("3 created");
    expect(project.writes()).toEqual(written);
    expect(project.deployment()).toBe(live);
  },
);

test("one identity declared twice is refused in the program, whatever its case", async () => {
  const project = await new Project().init();
  project.declare([
    passive(pool),
    { ...passive(pool, { identity: webIdentity.toUpperCase().replace(pool.toUpperCase(), pool) }), name: "again" },
  ]);
  const { code, output } = await project.pulumi("preview");
  expect(code).not.toBe(0);
  expect(output).toContain(`WebServiceConfiguration "again" and "${pool}-web" declare one and the same identity`);
});

test("a failure in Web Services leaves the proxy untouched, and what depends is undone first", async () => {
  const project = await new Project().init();
  project.declare(enterprisePool);
  const fail = { category: "PermissionDenied", id: "Denied" };
  project.write("contoso.faults.json", JSON.stringify([{ cmdlet: "New-CsWebServiceConfiguration", inMemory: false, fail, times: 1 }]));
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toMatch(/New-CsWebServiceConfiguration.* failed \(PermissionDenied\)/);
  expect(project.deployment()).toBeUndefined();

  await project.up();
  project.write("Pulumi.test.yaml", withLog);
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.cmdlets().filter((command) => command.startsWith("Remove"))).toEqual([
    `Remove-CsProxyConfiguration -Identity '${proxyIdentity}'`,
    `Remove-CsWebServiceConfiguration -Identity '${webIdentity}'`,
  ]);
});

test("on replacement the new collections come first, Web Services before the proxy, and the old ones go the other way round", async () => {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", withLog);
  project.declare(enterprisePool);
  await project.up();
  const before = project.writes().length;
  const other = "StandardServer01.contoso.com";
  project.declare(
    enterprisePool.map((resource) => ({
      ...resource,
      args: { ...resource.args, identity: String(resource.args.identity).replace(pool, other) },
    })),
  );
  await project.up();
  const writes = project.writes().slice(before);
  expect(writes.map((command) => /^(\S+) -Identity '([^']+)'/.exec(command)?.slice(1).join(" "))).toEqual([
    `New-CsWebServiceConfiguration Service:WebServer:${other}`,
    `New-CsProxyConfiguration Service:Registrar:${other}`,
    `Remove-CsProxyConfiguration ${proxyIdentity}`,
    `Remove-CsWebServiceConfiguration ${webIdentity}`,
  ]);
});

test("two stacks that declare one identity: the second is told, and takes over what is equal", async () => {
  const project = await new Project().init();
  project.declare([passive(pool)]);
  await project.up();
  await project.expectSuccess("stack", "init", "other");
  project.write("Pulumi.other.yaml", "config:\n  lync:simulator: contoso.json\n");
  expect(await project.up()).toContain("Where another stack made it, destroying either removes it");
  expect(project.stored(web, webIdentity)).toBeDefined();
  expect((await project.ours()).map(({ id }) => id)).toEqual([webIdentity]);
});
