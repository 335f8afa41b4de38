import { describe, expect, test } from "vitest";
import { powershell } from "../support/powershell";
import { enterprisePool, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";

describe.skipIf(powershell === undefined)("the vendor's procedure through a real PowerShell and the simulator's module", () => {
  test.each([{}, { PULUMI_RUN_PROGRAM: "" }])("works for up, drift, update and destroy, with %j", async (environment) => {
    const project = await new Project({ environment, ...(powershell === undefined ? {} : { powershell }) }).init();
    project.declare(enterprisePool);
    expect(await project.up()).toContain("3 created");
    expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true, UsePinAuth: false, UseWindowsAuth: "None" });
    expect(project.stored(proxy, proxyIdentity)).toEqual({ UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false });
    await project.expectSuccess("preview", "--expect-no-changes");

    project.edit((state) => {
      state[proxy]![proxyIdentity]!.UseNtlmForClientToProxyAuth = true;
    });
    expect(await project.expectSuccess("preview", "--diff")).toMatch(/~ useNtlmForClientToProxyAuth\s*: true => false/);
    expect(await project.up()).toContain("1 updated");
    expect(project.stored(proxy, proxyIdentity)).toMatchObject({ UseNtlmForClientToProxyAuth: false });

    const uri = "https://sts.contoso.com/federationmetadata/2007-06/federationmetadata.xml";
    project.declare([passive(pool, { wsFedPassiveMetadataUri: uri }), ...enterprisePool.slice(1)]);
    expect(await project.up()).toContain("1 updated");
    expect(project.stored(web, webIdentity)).toMatchObject({ WsFedPassiveMetadataUri: uri });

    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBeUndefined();
  });
});
