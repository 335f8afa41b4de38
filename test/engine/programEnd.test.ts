import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { Project } from "./project";

const topology = {
  serverVersion: 2015,
  sites: [
    { name: "Redmond", pools: [{ fqdn: "LyncPool01.contoso.com", role: "enterprisePool", backupPool: "LyncPool02.contoso.com" }] },
    { name: "Dublin", pools: [{ fqdn: "LyncPool02.contoso.com", role: "enterprisePool", backupPool: "LyncPool01.contoso.com" }] },
  ],
};
const [first, second] = topology.sites.map(({ pools }) => JSON.stringify(pools[0]?.fqdn)) as [string, string];

// Each pool is declared in its own turn, after an output of another resource. A transform makes the
// second pool passive.
const firstPool = `
  pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
    name === "web LyncPool02.contoso.com" ? { props: { ...props, useWsFedPassiveAuth: true, usePinAuth: false }, opts } : undefined);
  const web = async (fqdn, settings) => new lync.WebServiceConfiguration("web " + fqdn, {
    identity: "Service:WebServer:" + fqdn, useCertificateAuth: false, useWindowsAuth: "None",
    wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml", ...settings,
  });
  const proxy = (fqdn, settings) => new lync.ProxyConfiguration("proxy " + fqdn, { identity: "Service:Registrar:" + fqdn, ...settings });
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  const made = await web(${first}, { useWsFedPassiveAuth: true, usePinAuth: false });
  await new Promise((resolve) => made.urn.apply(resolve));
  proxy(${first}, { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false });
`;
const body = `${firstPool}
  await pause();
  await web(${second}, { usePinAuth: true });
  await pause();
  proxy(${second}, { useKerberosForClientToProxyAuth: false });
`;
const theOneWarning = /LyncPool02\.contoso\.com, but useNtlmForClientToProxyAuth .* \[noSecondFactor\]$/m;

interface Diagnostic {
  urn?: string;
  severity: string;
  message: string;
}

test("a program that declares in several turns is warned only about what it declares: in preview, up and plan, and when nothing changes", async () => {
  const project = await new Project({ topology }).init();
  const declare = (text: string): void =>
    project.write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");\nconst lync = require("pulumi-lync");\nmodule.exports = (async () => {${text}})();`,
    );
  declare(body);
  const previewed = async (): Promise<unknown> => {
    const { diagnostics = [] } = JSON.parse(await project.expectSuccess("preview", "--json")) as { diagnostics?: Diagnostic[] };
    return diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ urn, message }) => [urn?.split("::").at(-1), message.trim()]);
  };
  const warned = [["proxy LyncPool02.contoso.com", expect.stringMatching(theOneWarning) as string]];
  expect(await previewed()).toEqual(warned);
  const plan = JSON.parse((await project.pulumiLync("plan", "--stack", "test", "--format", "json")).output) as {
    changes: { identity: string; warnings: string[] }[];
    warnings: string[];
  };
  expect(plan.warnings).toEqual([]);
  expect(plan.changes.filter(({ warnings }) => warnings.length > 0)).toMatchObject([
    { identity: "Service:Registrar:LyncPool02.contoso.com", warnings: [expect.stringMatching(theOneWarning)] },
  ]);
  const up = await project.up();
  expect(up.match(/^ *warning: .*$/gm)).toHaveLength(1);
  expect(up).toMatch(theOneWarning);
  expect(await previewed()).toEqual(warned);

  // The second pool is removed from the program. The first one does not change, and remains
  // passive.
  declare(firstPool);
  expect(await previewed()).toEqual([
    ["web LyncPool02.contoso.com", expect.stringMatching(lineSaying("neighbourNotPassive", "LyncPool01.contoso.com"))],
  ]);
  const { code, output } = await project.pulumiLync("rollout", "test", "--allow", "deletions", "--json");
  expect(code).toBe(1);
  expect(output).toContain("(--allow warnings lets it pass): Service:WebServer:LyncPool02.contoso.com: ");
  expect(output).toContain("[neighbourNotPassive]");
});

test("an inline program, whose process continues, is warned in the same way", async () => {
  const project = await new Project({ topology }).init();
  project.write(
    "inline.js",
    `const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const pulumi = require("@pulumi/pulumi");
const lync = require("pulumi-lync");
const program = async () => {${body}};
(async () => {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", projectName: "test", program }, { workDir: __dirname });
  for (const verb of ["preview", "up"]) console.log((await stack[verb]()).stdout);
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ["inline.js"], { cwd: project.folder, env: project.environment });
  expect(stdout.match(/^ *warning: .*$/gm)).toEqual([expect.stringMatching(theOneWarning), expect.stringMatching(theOneWarning)]);
});
