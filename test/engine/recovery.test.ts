import { describe, expect, test } from "vitest";
import { webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";

const web = "CsWebServiceConfiguration";

function declaring(args: Record<string, unknown>): DeclaredResource[] {
  return [{ type: "WebServiceConfiguration", name: "web", args: { identity: webIdentity, ...args } }];
}

/** A collection that an administrator made by hand, and a stack that can adopt it. */
async function madeByHand(
  stored: Record<string, unknown>,
  identity = webIdentity,
): Promise<{ project: Project; before: string | undefined }> {
  const project = await new Project().init();
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { [identity]: stored } }, undefined, 2)}\n`);
  return { project, before: project.deployment() };
}

function setFaults(project: Project, ...faults: object[]): void {
  project.write("contoso.faults.json", JSON.stringify(faults));
}

/** The Get that verifies a write fails, each time that it is asked. */
const unverifiable = {
  cmdlet: "Get-CsWebServiceConfiguration",
  identity: webIdentity,
  fail: { category: "ConnectionError", id: "Store", message: "No store." },
};

describe("what was there before an adoption stays in the state", () => {
  test("where the write could not be verified: the next up finishes, and destroy puts it back, byte for byte", async () => {
    const { project, before } = await madeByHand({ MACResolverUrl: "https://mac.contoso.com", UsePinAuth: false });
    project.declare(declaring({ adopt: true, macResolverUrl: "https://other.contoso.com" }));
    setFaults(project, unverifiable);
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("Written, but the verification failed");
    setFaults(project);
    await project.up();
    expect(await project.up()).toContain("2 unchanged");
    expect((await project.ours())[0]?.outputs).toMatchObject({ adopt: true, previous: { macResolverUrl: "https://mac.contoso.com" } });
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test.each([["--refresh"], ["--refresh=false"]])(
    "of a setting that is no longer declared, and that did not go back: the next up tries again (%s)",
    async (refresh) => {
      const { project, before } = await madeByHand({ MACResolverUrl: "https://mac.contoso.com", MaxGroupSizeToExpand: 7 });
      project.declare(declaring({ adopt: true, macResolverUrl: "https://other.contoso.com", maxGroupSizeToExpand: 9 }));
      await project.up();
      project.declare(declaring({ adopt: true, maxGroupSizeToExpand: 9 }));
      setFaults(project, { cmdlet: "Set-CsWebServiceConfiguration", forget: true });
      expect((await project.pulumi("up", "--yes", "--skip-preview", refresh)).output).toContain(
        `macResolverUrl of "${webIdentity}": wanted "https://mac.contoso.com", found "https://other.contoso.com"`,
      );
      setFaults(project);
      expect(await project.expectSuccess("up", "--yes", "--skip-preview", refresh)).toContain("1 updated");
      expect(project.stored(web, webIdentity)).toEqual({ MACResolverUrl: "https://mac.contoso.com", MaxGroupSizeToExpand: 9 });
      const state = (await project.ours())[0];
      expect(state?.outputs.previous).toEqual({ maxGroupSizeToExpand: 7 });
      expect(state?.outputs).not.toHaveProperty("macResolverUrl");
      expect(await project.up()).toContain("2 unchanged");
      await project.expectSuccess("destroy", "--yes", "--skip-preview");
      expect(project.deployment()).toBe(before);
    },
  );
});
