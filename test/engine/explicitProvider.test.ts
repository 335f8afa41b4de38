import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { metadataUri, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const simulator = path.resolve(import.meta.dirname, "..", "..", "provider", "bin", "pulumi-lync-simulator");

/**
 * A project on a machine that has a real deployment, in a company that disables default providers.
 * Each start of its PowerShell is recorded.
 */
async function company(): Promise<Project> {
  const project = await new Project().init();
  project.write("Pulumi.test.yaml", 'config:\n  lync:simulator: contoso.json\n  pulumi:disable-default-providers: ["*"]\n');
  project.write("real.json", JSON.stringify(contoso));
  const bin = path.join(project.folder, "bin");
  mkdirSync(bin);
  const here = (file: string): string => JSON.stringify(path.join(project.folder, file));
  project.write(
    "bin/pwsh",
    `#!/bin/sh\necho started >> ${here("started")}\nLYNC_SIMULATOR=${here("real.json")} exec ${JSON.stringify(simulator)} "$@"\n`,
  );
  chmodSync(path.join(bin, "pwsh"), 0o755);
  project.environment.PATH = `${bin}${path.delimiter}${project.environment.PATH ?? ""}`;
  return project;
}

const header = 'const lync = require("pulumi-lync"), pulumi = require("@pulumi/pulumi");\n';
const provided = (keys: string): string => `const provider = new pulumi.ProviderResource("pulumi-nodejs", "dynamic", ${keys});`;
const args = JSON.stringify({
  identity: webIdentity,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: metadataUri,
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
});

test("an explicit provider without the stack's configuration is refused before PowerShell starts, for a resource, a component and get", async () => {
  const project = await company();
  const handedOver = 'which has lync:simulator: "contoso.json"';
  const component = `new lync.PassiveAuthentication("pool", { pool: "LyncPool01.contoso.com", role: "enterprisePool", federationService: "dc.contoso.com" }`;
  for (const [keys, declaration, words] of [
    ["{}", `new lync.WebServiceConfiguration("web", ${args}, { provider });`, handedOver],
    // The configuration says how to reach the deployment, but not which one it is.
    ['{ "lync:powershell": "pwsh" }', `${component}, { providers: [provider] });`, handedOver],
    ["{}", `lync.WebServiceConfiguration.get("web", "Global", { provider });`, handedOver],
    [
      '{ "lync:simulater": "contoso.json" }',
      `new lync.WebServiceConfiguration("web", ${args}, { provider });`,
      'Did you mean "lync:simulator"?',
    ],
  ] as const) {
    project.write("index.js", `${header}${provided(keys)}\n${declaration}`);
    const { code, output } = await project.pulumi("up", "--yes");
    expect(code, declaration).not.toBe(0);
    expect(output).toContain(words);
    expect(output).not.toMatch(/simulated deployment:|\n\s+at /);
  }
  project.write("index.js", `${header}${provided("{}")}\nnew lync.WebServiceConfiguration("web", ${args}, { provider });`);
  const { output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(output).toContain('Write new pulumi.ProviderResource("pulumi-nodejs", "dynamic", { "lync:simulator": "contoso.json" })');
  expect(project.exists("started")).toBe(false);
  expect(project.exists("real.state.json")).toBe(false);
});

test("an explicit provider with keys, and one without keys if the stack has none either, are accepted, and each uses only its own deployment", async () => {
  const project = await company();
  const declare = (...lines: string[]): void => project.write("index.js", [header, ...lines].join("\n"));
  const here = 'const here = new pulumi.ProviderResource("pulumi-nodejs", "here", {});';
  const global = 'new lync.WebServiceConfiguration("global", { identity: "Global", maxGroupSizeToExpand: 7 }, { provider: here });';
  project.write("Pulumi.test.yaml", 'config:\n  pulumi:disable-default-providers: ["*"]\n');
  declare(here, global);
  await project.up();
  const real = (): unknown => (JSON.parse(project.read("real.state.json")) as Record<string, unknown>)[web];
  expect(real()).toEqual({ Global: { MaxGroupSizeToExpand: 7 } });

  // A provider for another deployment, next to it.
  const own = 'const own = new pulumi.ProviderResource("pulumi-nodejs", "own", { "lync:simulator": "contoso.json", "lync:sessions": 2 });';
  declare(here, own, global, `new lync.WebServiceConfiguration("web", ${args}, { provider: own });`);
  expect(await project.up()).toContain("simulated deployment: contoso.json");
  expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });
  expect(real()).toEqual({ Global: { MaxGroupSizeToExpand: 7 } });
  const deployments = (await project.ours()).map(({ outputs }) => outputs.deployment).sort();
  expect(deployments).toEqual([expect.stringMatching(/^pools:/), "simulator:contoso.json"]);
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
});
