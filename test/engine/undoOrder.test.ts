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

/** Both collections of a pool, with names that do not depend on the pool. */
const both = (fqdn: string, name: string): DeclaredResource[] =>
  enterprisePool.map((resource, index) => ({
    ...resource,
    name: `${name}-${index}`,
    args: { ...resource.args, identity: String(resource.args.identity).replace(pool, fqdn) },
    dependsOn: index === 0 ? [] : [`${name}-0`],
  }));

describe.each([{ PULUMI_RUN_PROGRAM: "true" }, { PULUMI_RUN_PROGRAM: "" }])("with %j,", (environment) => {
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

  test("a proxy with retainOnDelete is not undone with its Web Services, and neither are the collections of a component with that option", async () => {
    const project = await new Project({ environment }).init();
    const component = `{ pool: "StandardServer01.contoso.com", role: "standardEdition", federationService: "dc.contoso.com" }`;
    const ofComponent = ["Service:WebServer:StandardServer01.contoso.com", "Service:Registrar:StandardServer01.contoso.com"] as const;
    const declaring = project.read("index.js");
    project.write("index.js", `${declaring}new lync.PassiveAuthentication("a", ${component}, { retainOnDelete: true });`);
    const [ofWeb, ofProxy] = enterprisePool as [DeclaredResource, DeclaredResource];
    project.declare([ofWeb, { ...ofProxy, options: { retainOnDelete: true } }]);
    await project.up();
    const retained = [project.stored(proxy, proxyIdentity), project.stored(web, ofComponent[0]), project.stored(proxy, ofComponent[1])];
    expect(retained).not.toContain(undefined);
    await project.expectSuccess("refresh", "--yes", "--skip-preview");
    project.write("index.js", declaring);
    project.declare([]);
    await project.up();
    expect(project.stored(web, webIdentity)).toBeUndefined();
    expect([project.stored(proxy, proxyIdentity), project.stored(web, ofComponent[0]), project.stored(proxy, ofComponent[1])]).toEqual(
      retained,
    );
  });
});

test("a collection that the program now reads with get is not removed, whatever its name or its id's case, even if its Web Services are removed", async () => {
  const project = await new Project().init();
  const [director, standard, site] = ["Director01.contoso.com", "StandardServer01.contoso.com", "Site:Redmond"];
  const [ofDirector, ofStandard] = [director, standard].map((fqdn) => `Service:WebServer:${fqdn}`) as [string, string];
  project.declare([passive(director), { ...passive(pool, { identity: site }), name: "site" }, passive(standard), ...enterprisePool]);
  await project.up();
  const collections = (): unknown => [
    project.stored(web, ofDirector),
    project.stored(web, site),
    project.stored(web, ofStandard),
    project.stored(proxy, proxyIdentity),
  ];
  const live = collections();
  expect(live).not.toContain(undefined);
  project.write(
    "index.js",
    `const lync = require("pulumi-lync");
exports.methods = lync.WebServiceConfiguration.get("${director}-web", "service:webserver:director01.CONTOSO.com").signInMethods;
lync.WebServiceConfiguration.get("site", "${site}");
lync.WebServiceConfiguration.get("other", "${ofStandard.toLowerCase()}");
lync.ProxyConfiguration.get("read", "${proxyIdentity}");`,
  );
  expect(await project.up()).toContain("[leftAsItIs]");
  expect(project.stored(web, webIdentity)).toBeUndefined();
  expect(collections()).toEqual(live);
  await project.up();
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(collections()).toEqual(live);
});
