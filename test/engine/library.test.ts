import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import type { CsObject, Simulator } from "pulumi-lync/simulator";
import { certificateAlone, metadataUri, passive, pool } from "./collections";
import { Project } from "./project";

const simulatorPage = page("simulator.md");
const adoptionPage = page("adoption.md");
const deployComment = /^\/\/ Deploy a stack whose configuration has lync:simulator = contoso\.topologyFile.*$/m;

/**
 * The code that the example's reader adds: where a comment says so, and after the faults are set.
 */
interface Reader {
  deploy: (contoso: Simulator) => Promise<void>;
  lookOn: (contoso: Simulator, collection: CsObject | undefined) => Promise<void>;
}

/** The page's example of the library, with what its reader does. */
function example(): string {
  const block = /```ts\n(import \{ startSimulator \}[^]*?)```/.exec(simulatorPage)?.[1] ?? "";
  expect(block).toMatch(deployComment);
  return block
    .replace(deployComment, "await globalThis.reader.deploy(contoso);")
    .replace("contoso.remove();", "await globalThis.reader.lookOn(contoso, collection);\ncontoso.remove();");
}

test("the example of the library in docs/simulator.md tests a real stack, with its faults", async () => {
  const project = await new Project().init();
  const done: string[] = [];
  const reader: Reader = {
    async deploy({ topologyFile }) {
      project.write("Pulumi.test.yaml", `config:\n  lync:simulator: ${JSON.stringify(topologyFile)}\n`);
      project.declare([passive(pool)]);
      await project.up();
      done.push("deployed");
    },
    async lookOn(contoso, collection) {
      expect(collection).toMatchObject({ Identity: `Service:WebServer:${pool}`, UseWsFedPassiveAuth: true });
      project.declare([passive(pool), certificateAlone("Registrar", pool, [`${pool}-web`])]);
      const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
      expect(code).not.toBe(0);
      expect(output).toMatch(lineSaying("accessDenied", "This fault was set."));
      // The fault has been used.
      await project.up();
      expect(contoso.run("Get-CsProxyConfiguration", { Filter: "service:*" })).toMatchObject([{ UseNtlmForClientToProxyAuth: false }]);
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(contoso.run("Get-CsWebServiceConfiguration")).toHaveLength(1);
      done.push("looked on");
    },
  };
  Object.assign(globalThis, { reader });
  project.write("example.mjs", example());
  await import(/* @vite-ignore */ pathToFileURL(path.join(project.folder, "example.mjs")).href);
  expect(done).toEqual(["deployed", "looked on"]);
});

test("the adoption of a pool in docs/adoption.md changes only what differs, and destroy restores it byte for byte", async () => {
  const block =
    /```ts\nimport \* as lync from "pulumi-lync";\n\n(new lync\.PassiveAuthentication\("LyncPool02", \{[^`]*adopt: true,[^`]*)```/.exec(
      adoptionPage,
    )?.[1] ?? "";
  expect(block).toContain('pool: "LyncPool02.contoso.com"');
  const topology = {
    serverVersion: 2013,
    sites: [{ name: "Redmond", pools: [{ fqdn: "LyncPool02.contoso.com", role: "enterprisePool" }] }],
  };
  const project = await new Project({ topology }).init();
  const [ofWeb, ofProxy] = ["Service:WebServer:LyncPool02.contoso.com", "Service:Registrar:LyncPool02.contoso.com"] as const;
  const byHand = {
    CsProxyConfiguration: { [ofProxy]: { MaxKeepAliveInterval: 5, UseKerberosForClientToProxyAuth: false } },
    CsWebServiceConfiguration: { [ofWeb]: { MACResolverUrl: "https://mac.contoso.com", UsePinAuth: false } },
  };
  project.write("contoso.state.json", JSON.stringify(byHand, undefined, 4));
  const before = project.deployment();
  project.write("index.js", `const lync = require("pulumi-lync");\n${block}`);
  await project.up();
  expect(project.stored("CsWebServiceConfiguration", ofWeb)).toEqual({
    MACResolverUrl: "https://mac.contoso.com",
    UseCertificateAuth: false,
    UsePinAuth: false,
    UseWindowsAuth: "None",
    UseWsFedPassiveAuth: true,
    WsFedPassiveMetadataUri: metadataUri,
  });
  expect(project.stored("CsProxyConfiguration", ofProxy)).toEqual({
    MaxKeepAliveInterval: 5,
    UseKerberosForClientToProxyAuth: false,
    UseNtlmForClientToProxyAuth: false,
  });
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});

function page(name: string): string {
  return readFileSync(path.resolve(import.meta.dirname, "..", "..", "docs", name), "utf8");
}
