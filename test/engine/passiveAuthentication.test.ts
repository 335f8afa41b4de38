import { expect, test } from "vitest";
import { certificateAlone, passive } from "./collections";
import { Project } from "./project";

const director = "Director01.contoso.com";
const enterprise = "LyncPool01.contoso.com";
const standard = "StandardServer01.contoso.com";
const edge = "EdgePool01.contoso.com";

const byComponent = `
const lync = require("pulumi-lync");
const federationService = "dc.contoso.com";
const made = [
  new lync.PassiveAuthentication("director", { pool: "${director}", role: "director", federationService }),
  new lync.PassiveAuthentication("enterprise", { pool: "${enterprise}", role: "enterprisePool", federationService }),
  new lync.PassiveAuthentication("standard", { pool: "${standard}", role: "standardEdition", metadataUri: "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml" }),
  new lync.PassiveAuthentication("edge", { pool: "${edge}", role: "edge" }),
];
exports.signInMethods = made.map((pool) => pool.signInMethods);
`;

test("every role gets the procedure's collections, the same as with raw resources, and is undone in reverse order", async () => {
  const raw = await new Project().init();
  raw.declare([
    passive(director),
    ...[enterprise, standard].flatMap((pool) => [passive(pool), certificateAlone("Registrar", pool, [`${pool}-web`])]),
    certificateAlone("EdgeServer", edge, [`${enterprise}-web`]),
  ]);
  await raw.up();

  const project = await new Project().init();
  project.write("index.js", byComponent);
  await project.expectSuccess("up", "--yes");
  expect(project.deployment()).toBe(raw.deployment());
  expect(JSON.parse(await project.expectSuccess("stack", "output", "--json"))).toEqual({
    signInMethods: [
      { webService: "passive" },
      { webService: "passive", proxy: "certificate" },
      { webService: "passive", proxy: "certificate" },
      { proxy: "certificate" },
    ],
  });
  await project.expectSuccess("preview", "--expect-no-changes");

  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBeUndefined();
  const removed = project.cmdlets().filter((command) => command.startsWith("Remove"));
  expect(removed).toHaveLength(6);
  for (const pool of [enterprise, standard]) {
    const proxyAt = removed.findIndex((command) => command.includes(`Registrar:${pool}`));
    expect(proxyAt).toBeLessThan(removed.findIndex((command) => command.includes(`WebServer:${pool}`)));
  }
});

test("a pool keeps what it inherited, and one that was configured by hand is adopted and restored", async () => {
  const project = await new Project().init();
  const byHand = {
    CsWebServiceConfiguration: {
      "Service:WebServer:StandardServer01.contoso.com": { MaxGroupSizeToExpand: 7, UsePinAuth: false },
      "Site:Redmond": { MACResolverUrl: "https://mac.contoso.com" },
    },
  };
  project.write("contoso.state.json", `${JSON.stringify(byHand, undefined, 2)}\n`);
  const before = project.deployment();
  project.write(
    "index.js",
    `const lync = require("pulumi-lync");
const common = { federationService: "dc.contoso.com" };
new lync.PassiveAuthentication("enterprise", { pool: "${enterprise}", role: "enterprisePool", ...common });
new lync.PassiveAuthentication("standard", { pool: "${standard}", role: "standardEdition", ...common, adopt: true, webService: { maxGroupSizeToExpand: 200 } });`,
  );
  await project.up();
  expect(project.stored("CsWebServiceConfiguration", `Service:WebServer:${enterprise}`)).toMatchObject({
    MACResolverUrl: "https://mac.contoso.com",
  });
  expect(project.stored("CsWebServiceConfiguration", `Service:WebServer:${standard}`)).toMatchObject({
    MaxGroupSizeToExpand: 200,
    UseWsFedPassiveAuth: true,
  });
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});
