import { expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";

test("no message, log or state contains an adopted collection's secret, its earlier value, or a secret that the server does not keep", async () => {
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
  expect(output).toMatch(lineSaying("verificationFailed", "macResolverUrl", webIdentity));
  told.push(output, await project.expectSuccess("stack", "export"));

  told.push(await project.expectSuccess("preview", "--diff"), await project.up());
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: url("hunter3") });
  told.push(await project.expectSuccess("destroy", "--yes", "--skip-preview"), ...project.cmdlets());
  for (const text of told) expect(text).not.toMatch(/hunter\d/);
  expect(project.deployment()).toBe(before);
});

const header = 'const lync = require("pulumi-lync"), pulumi = require("@pulumi/pulumi");\n';
const url = (key: string): string => `https://mac.contoso.com/?key=${key}`;
const director = "Service:WebServer:Director01.contoso.com";
const logged = "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n";

// Five ways in which a setting of an adopted collection becomes a secret. Each collection uses the
// way that its name says.
const becomesSecret = `${header}
const secretly = ({ props, opts }) => ({ props: { ...props, macResolverUrl: pulumi.secret(props.macResolverUrl) }, opts });
if (IS_SECRET) pulumi.runtime.registerResourceTransform((args) => (args.name === "stack" ? secretly(args) : undefined));
const ways = {
  value: ["Global", {}],
  stack: ["Site:Redmond", {}],
  output: [${JSON.stringify(webIdentity)}, { additionalSecretOutputs: ["macResolverUrl"] }],
  transformation: [${JSON.stringify(director)}, { transformations: [secretly] }],
  transform: ["Service:WebServer:StandardServer01.contoso.com", { transforms: [secretly] }],
};
for (const [name, [identity, options]] of Object.entries(ways)) {
  const macResolverUrl = IS_SECRET && name === "value" ? pulumi.secret(URL) : URL;
  new lync.WebServiceConfiguration(name, { identity, adopt: true, macResolverUrl }, IS_SECRET ? options : {});
}
`;

test("a setting that becomes a secret in any way is encrypted together with its earlier value, and no log and no message of a rollout contains it", async () => {
  const project = await new Project().init();
  const declare = (key: string, isSecret: boolean): void => {
    project.write(
      "index.js",
      becomesSecret.replaceAll("IS_SECRET", String(isSecret)).replaceAll("URL)", "url)").replaceAll(": URL;", ": url;"),
    );
    project.write("index.js", `const url = ${JSON.stringify(url(key))};\n${project.read("index.js")}`);
  };
  const identities = ["Global", "Site:Redmond", webIdentity, director, "Service:WebServer:StandardServer01.contoso.com"];
  const before = Object.fromEntries(identities.map((identity) => [identity, { MACResolverUrl: url("hunter1") }]));
  project.write("contoso.state.json", `${JSON.stringify({ [web]: before }, undefined, 2)}\n`);
  const found = project.deployment();
  declare("hunter2", false);
  await project.up();
  expect((await project.ours()).map(({ outputs }) => outputs.previous)).toEqual(identities.map(() => ({ macResolverUrl: url("hunter1") })));

  project.write("Pulumi.test.yaml", logged);
  declare("hunter2", true);
  const told = [await project.up(), await project.expectSuccess("stack", "export")];
  declare("hunter3", true);
  const rollout = await project.pulumiLync("rollout", "test", "--no-wait", "--allow", "warnings");
  expect(rollout.output).toContain("5 collections were read back and are as declared.");
  for (const identity of identities) expect(project.stored(web, identity)).toEqual({ MACResolverUrl: url("hunter3") });
  told.push(rollout.output, await project.expectSuccess("stack", "export"));
  told.push(await project.expectSuccess("destroy", "--yes", "--skip-preview"), ...project.cmdlets());
  for (const text of told) expect(text).not.toMatch(/hunter\d/);
  expect(project.deployment()).toBe(found);
});

test("a secret that a pool takes from an outer collection is in no state, plan, warning or log, and has the value of the time of writing", async () => {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", logged);
  const declare = (key: string, pool: string): void => {
    project.write(
      "index.js",
      `${header}new lync.WebServiceConfiguration("global", { identity: "Global", macResolverUrl: pulumi.secret(${JSON.stringify(url(key))}) });
new lync.WebServiceConfiguration("web", { identity: ${JSON.stringify(webIdentity)}, startFrom: "inherited", ${pool} });
new lync.WebServiceConfiguration("director", { identity: ${JSON.stringify(director)}, usePinAuth: false });`,
    );
  };
  declare("hunter1", "usePinAuth: false");
  const plan = (await project.pulumiLync("plan", "--format", "powershell")).output;
  expect(plan).toContain(`New-CsWebServiceConfiguration -Identity '${webIdentity}' -MACResolverUrl [secret] -UsePinAuth $false`);
  const preview = await project.expectSuccess("preview", "--diff");
  expect(preview).toMatch(lineSaying("lostByNew", "macResolverUrl"));
  const told = [plan, preview, await project.up(), await project.expectSuccess("stack", "export")];
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: url("hunter1"), UsePinAuth: false });

  declare("hunter2", 'macResolverUrl: "https://plain"');
  told.push(await project.up());
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: "https://plain" });
  declare("hunter2", "usePinAuth: true");
  told.push(await project.up(), await project.expectSuccess("stack", "export"));
  expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: url("hunter2") });
  told.push(await project.expectSuccess("destroy", "--yes", "--skip-preview"), ...project.cmdlets());
  expect(told.join("\n")).toContain(
    `Removing the collection. To undo this: New-CsWebServiceConfiguration -Identity '${webIdentity}' -MACResolverUrl [secret]`,
  );
  for (const text of told) expect(text).not.toMatch(/hunter\d/);
});

test("a secret identity is refused for a resource, a component's pool and get, and the message does not contain it", async () => {
  const project = await new Project().init();
  const hidden = `pulumi.secret(${JSON.stringify("Service:WebServer:hunter2.contoso.com")})`;
  for (const declaration of [
    `new lync.WebServiceConfiguration("web", { identity: ${hidden}, usePinAuth: false });`,
    `new lync.PassiveAuthentication("pool", { pool: pulumi.secret("hunter2.contoso.com"), role: "director", federationService: "dc.contoso.com" });`,
    `lync.WebServiceConfiguration.get("web", ${hidden});`,
  ]) {
    project.write("index.js", header + declaration);
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code, declaration).not.toBe(0);
    expect(output).toContain("[secretIdentity]");
    expect(output).not.toContain("hunter2");
    expect(await project.expectSuccess("stack", "export")).not.toContain("hunter2");
  }
});
