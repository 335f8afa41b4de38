import ts from "typescript";
import { expect, test } from "vitest";
import { runBuilt } from "../support/builtCommand";
import { metadataUri, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const site = "Odd 'site' */ Ünï";
const edge = "EdgePool01.contoso.com";
const topology = {
  serverVersion: 2019,
  modernAuthentication: true,
  sites: [
    {
      name: site,
      pools: [
        { fqdn: pool, role: "enterprisePool" },
        { fqdn: edge, role: "edge", nextHop: pool },
      ],
    },
  ],
};
const off = { UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false };

/** A deployment that was configured by hand. */
const byHand = {
  CsWebServiceConfiguration: {
    Global: { MaxGroupSizeToExpand: 7 },
    [`Site:${site}`]: { UsePinAuth: false, PendingGetWaitSupportingApps: "a'b\u2028\"c" },
    [webIdentity]: {
      ...{ UseWsFedPassiveAuth: true, WsFedPassiveMetadataUri: metadataUri, UseCertificateAuth: false, UsePinAuth: false },
      ...{ UseWindowsAuth: "None", CrossDomainAuthorizationList: [{ Url: "https://fabrikam.com" }] },
    },
  },
  CsProxyConfiguration: {
    [proxyIdentity]: { ...off, Realm: { CustomValue: "x" } },
    [`Service:EdgeServer:${edge}`]: { ...off, OutgoingTlsCount: 2 },
  },
};

/** Writes the JavaScript program that discover makes from a deployment. */
async function writeDiscovered(project: Project, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runBuilt(project.folder, ["discover", "--stack", "test", ...args], project.environment);
  expect(code, stderr).toBe(0);
  project.write("index.js", ts.transpile(stdout, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }));
  return stdout;
}

test("a deployment is discovered and adopted without a change, and a destroy leaves it byte for byte as before; with --owned it is removed", async () => {
  const project = await new Project({ topology }).init();
  project.edit((state) => {
    Object.assign(state, byHand);
  });
  const before = project.deployment();

  const program = await writeDiscovered(project);
  expect(program.match(/^new lync\.\w+/gm)).toEqual([
    "new lync.PassiveAuthentication",
    "new lync.PassiveAuthentication",
    "new lync.WebServiceConfiguration",
    "new lync.WebServiceConfiguration",
  ]);
  expect(program).toContain("allowWithModernAuthentication: true");
  await project.up();
  expect(project.deployment()).toBe(before);
  await project.expectSuccess("preview", "--expect-no-changes");
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);

  await writeDiscovered(project, "--owned");
  await project.up();
  expect(project.deployment()).toBe(before);
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(JSON.parse(project.deployment() ?? "{}")).toEqual({ CsWebServiceConfiguration: { Global: { MaxGroupSizeToExpand: 7 } } });
});
