import { describe, expect, test } from "vitest";
import { enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";
const pools = [pool, "LyncPool02.contoso.com", "LyncPool03.contoso.com"];
const others = ["LyncPool04.contoso.com", "LyncPool05.contoso.com", "LyncPool06.contoso.com"];
const topology = {
  serverVersion: 2013,
  sites: [{ name: "Redmond", pools: [...pools, ...others].map((fqdn) => ({ fqdn, role: "enterprisePool" })) }],
};

/** Both collections of a pool, by names that do not depend on it. */
const both = (fqdn: string, name: string): DeclaredResource[] =>
  enterprisePool.map((resource, index) => ({
    ...resource,
    name: `${name}-${index}`,
    args: { ...resource.args, identity: String(resource.args.identity).replace(pool, fqdn) },
    dependsOn: index === 0 ? [] : [`${name}-0`],
  }));

describe.each([{ PULUMI_RUN_PROGRAM: "true" }, { PULUMI_RUN_PROGRAM: "" }])("with %j", (environment) => {
  const parallel = environment.PULUMI_RUN_PROGRAM === "" ? "16" : "1";

  test(`three replaced pools are undone proxy first, with --parallel ${parallel}`, async () => {
    const project = await new Project({ topology, environment }).init();
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:sessions: 4\n  lync:log: cmdlets.jsonl\n");
    project.declare(pools.flatMap((fqdn, index) => both(fqdn, `pool${index}`)));
    await project.up();
    project.declare(others.flatMap((fqdn, index) => both(fqdn, `pool${index}`)));
    const output = await project.expectSuccess("up", "--yes", "--skip-preview", "--parallel", parallel);
    expect(output).not.toContain("warning");
    const removed = project.cmdlets().filter((command) => command.startsWith("Remove"));
    expect(removed).toHaveLength(6);
    for (const fqdn of pools) {
      const order = removed.filter((command) => command.includes(fqdn)).map((command) => command.split(" ")[0]);
      expect(order).toEqual(["Remove-CsProxyConfiguration", "Remove-CsWebServiceConfiguration"]);
    }
  });

  test("a proxy that is to be retained is not undone with its Web Services", async () => {
    const project = await new Project({ environment }).init();
    const [ofWeb, ofProxy] = enterprisePool as [DeclaredResource, DeclaredResource];
    project.declare([ofWeb, { ...ofProxy, options: { retainOnDelete: true } }]);
    await project.up();
    await project.expectSuccess("refresh", "--yes", "--skip-preview");
    project.declare([]);
    await project.up();
    expect(project.stored(web, webIdentity)).toBeUndefined();
    expect(project.stored(proxy, proxyIdentity)).toBeDefined();
  });

  test("nor is one that the component was told to retain", async () => {
    const project = await new Project({ environment }).init();
    const declare = (program: string): void => {
      project.write("index.js", `const lync = require("pulumi-lync");\n${program}`);
    };
    const args = `{ pool: "${pool}", role: "enterprisePool", federationService: "dc.contoso.com" }`;
    declare(`new lync.PassiveAuthentication("a", ${args}, { retainOnDelete: true });`);
    await project.up();
    const live = project.deployment();
    declare("");
    await project.up();
    expect(project.deployment()).toBe(live);
  });
});

test.each([
  ["id in other letters", "service:webserver:lyncpool01.CONTOSO.com"],
  ["the same id", webIdentity],
])("what the program reads by get from now on, by %s, is not removed", async (_what, id) => {
  const project = await new Project().init();
  project.declare([passive(pool)]);
  await project.up();
  const live = project.deployment();
  const read = (name: string): void => {
    project.write(
      "index.js",
      `const lync = require("pulumi-lync"); exports.methods = lync.WebServiceConfiguration.get("${name}", "${id}").signInMethods;`,
    );
  };
  read(`${pool}-web`);
  await project.up();
  expect(project.deployment()).toBe(live);
  await project.up();
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(live);
});

test("nor by a resource of another name", async () => {
  const project = await new Project().init();
  project.declare([passive(pool)]);
  await project.up();
  const live = project.deployment();
  project.write(
    "index.js",
    `const lync = require("pulumi-lync"); lync.WebServiceConfiguration.get("other", "${webIdentity.toLowerCase()}");`,
  );
  expect(await project.up()).toContain("because the program reads it by get now");
  expect(project.deployment()).toBe(live);
});

test("a proxy that the program reads by get from now on is left alone when its Web Services are undone", async () => {
  const project = await new Project().init();
  project.declare(enterprisePool);
  await project.up();
  const live = project.stored(proxy, proxyIdentity);
  expect(live).toBeDefined();
  project.write("index.js", `require("pulumi-lync").ProxyConfiguration.get("read", "${proxyIdentity}");`);
  await project.up();
  expect(project.stored(web, webIdentity)).toBeUndefined();
  expect(project.stored(proxy, proxyIdentity)).toEqual(live);
});

test.each([
  ["WebServiceConfiguration", `{ identity: "${webIdentity}" }`],
  ["PassiveAuthentication", `{ pool: "${pool}", role: "director", federationService: "dc.contoso.com" }`],
])("options that cannot work are refused by a %s, with the reason", async (type, args) => {
  const project = await new Project().init();
  for (const [option, reason] of [
    ["deletedWith: first", "would drop the collection from the state without undoing it"],
    ['replaceOnChanges: ["usePinAuth"]', "are not told of it"],
    ["deleteBeforeReplace: true", "two identities never collide"],
    ['import: "x"', "cannot import dynamic resources"],
  ] as const) {
    project.write(
      "index.js",
      `const lync = require("pulumi-lync"); const first = new lync.ProxyConfiguration("first", { identity: "global" }); new lync.${type}("a", ${args}, { ${option} });`,
    );
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain(`${type} "a": the option "${option.split(":")[0] ?? ""}" is refused: `);
    expect(output).toContain(reason);
  }
});

test("earlier values of settings that this version does not know are skipped with a warning", async () => {
  const project = await new Project().init();
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { [webIdentity]: { MaxGroupSizeToExpand: 50 } } }, undefined, 2)}\n`);
  const before = project.deployment();
  project.declare([{ type: "WebServiceConfiguration", name: "a", args: { identity: webIdentity, adopt: true, maxGroupSizeToExpand: 9 } }]);
  await project.up();
  const exported = (await project.expectSuccess("stack", "export")).replaceAll(
    /"previous": \{/g,
    '"previous": { "settingOfTomorrow": true,',
  );
  project.write("exported.json", exported);
  await project.expectSuccess("stack", "import", "--file", "exported.json");
  const output = await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(output).toContain("the state has earlier values of settingOfTomorrow, which this version of pulumi-lync does not know");
  expect(project.deployment()).toBe(before);
});
