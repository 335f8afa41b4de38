import { describe, expect, test } from "vitest";
import { webIdentity } from "./collections";
import { Project, type DeclaredResource } from "./project";
import { skippedOnWindows } from "../support/windows";
import { lineSaying } from "../support/saying";

const web = "CsWebServiceConfiguration";

function declaring(args: Record<string, unknown>): DeclaredResource[] {
  return [{ type: "WebServiceConfiguration", name: "web", args: { identity: webIdentity, ...args } }];
}

/** A collection that was made by hand, and a stack that can adopt it. */
async function madeByHand(
  stored: Record<string, unknown>,
  identity = webIdentity,
): Promise<{ project: Project; before: string | undefined }> {
  const project = await new Project({ timeoutSeconds: 5 }).init();
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { [identity]: stored } }, undefined, 2)}\n`);
  return { project, before: project.deployment() };
}

function setFaults(project: Project, ...faults: object[]): void {
  project.write("contoso.faults.json", JSON.stringify(faults));
}

/** Makes the Get that verifies a write fail every time. */
const unverifiable = {
  cmdlet: "Get-CsWebServiceConfiguration",
  identity: webIdentity,
  fail: { category: "ConnectionError", id: "Store", message: "No store." },
};

describe("the values from before an adoption remain in the state", () => {
  test("if the write could not be verified: the next up finishes, and destroy restores them, byte for byte", async () => {
    const { project, before } = await madeByHand({ MACResolverUrl: "https://mac.contoso.com", UsePinAuth: false });
    project.declare(declaring({ adopt: true, macResolverUrl: "https://other.contoso.com" }));
    setFaults(project, unverifiable);
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("[verificationFailed]");
    setFaults(project);
    await project.up();
    expect(await project.up()).toContain("2 unchanged");
    expect((await project.ours())[0]?.outputs).toMatchObject({ adopt: true, previous: { macResolverUrl: "https://mac.contoso.com" } });
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.deployment()).toBe(before);
  });

  test.each([["--refresh"], ["--refresh=false"]])(
    "if a setting that is no longer declared could not be restored: the next up tries again (%s)",
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

describe.skipIf(skippedOnWindows("what happens after a lost run"))(
  "a machine that dies between a write and its answer leaves a record of the earlier values",
  () => {
    const hung = { cmdlet: "Set-CsWebServiceConfiguration", hang: "after", times: 1 };

    test("for a setting that was declared later: before the write, in the pending operation, and in the next preview", async () => {
      const { project } = await madeByHand({ MACResolverUrl: "https://mac.contoso.com", MaxGroupSizeToExpand: 7 });
      project.declare(declaring({ adopt: true, maxGroupSizeToExpand: 9 }));
      await project.up();
      project.declare(declaring({ adopt: true, maxGroupSizeToExpand: 9, macResolverUrl: "https://other.contoso.com" }));
      setFaults(project, hung);
      const written = (): void => expect(project.deployment()).toContain("https://other.contoso.com");
      await project.dieOnce(written, "up", "--yes", "--skip-preview");
      await project.pulumi("cancel", "--yes");
      expect(await project.expectSuccess("stack", "export")).toContain('"macResolverUrl": "https://mac.contoso.com"');
      const warning = lineSaying("heldAlready", "macResolverUrl");
      expect(await project.expectSuccess("preview")).toMatch(warning);
      expect(await project.up()).toMatch(warning);
      expect(await project.expectSuccess("stack", "export")).not.toContain("pending_operations");
      expect(await project.expectSuccess("preview", "--expect-no-changes")).not.toContain("[heldAlready]");
      await project.expectSuccess("refresh", "--yes", "--skip-preview");
      expect((await project.ours())[0]?.outputs.previous).toEqual({ macResolverUrl: "https://other.contoso.com", maxGroupSizeToExpand: 7 });
    });

    test("for the global collection", async () => {
      const { project } = await madeByHand({ MaxGroupSizeToExpand: 7 }, "Global");
      project.declare(declaring({ identity: "global", maxGroupSizeToExpand: 9 }));
      setFaults(project, hung);
      const written = (): void => expect(project.deployment()).toContain('"MaxGroupSizeToExpand": 9');
      await project.dieOnce(written, "up", "--yes", "--skip-preview");
      await project.pulumi("cancel", "--yes");
      expect(await project.expectSuccess("stack", "export")).toContain('"maxGroupSizeToExpand": 7');
      expect(await project.expectSuccess("preview")).toContain("[heldAlready]");
      // An interrupted creation stays pending until it is cleared.
      await project.up();
      expect(await project.expectSuccess("stack", "export")).toContain('"maxGroupSizeToExpand": 7');
      await project.expectSuccess("refresh", "--yes", "--skip-preview", "--clear-pending-creates");
      expect(await project.expectSuccess("stack", "export")).not.toContain('"maxGroupSizeToExpand": 7');
    });
  },
);

test("the command that undoes the adoption of a later setting is printed before the setting is written", async () => {
  const { project } = await madeByHand({ MACResolverUrl: "https://mac.contoso.com" });
  project.declare(declaring({ adopt: true, maxGroupSizeToExpand: 9 }));
  await project.up();
  project.declare(declaring({ adopt: true, maxGroupSizeToExpand: 9, macResolverUrl: "https://other.contoso.com" }));
  const live = project.deployment();
  setFaults(project, { cmdlet: "Set-CsWebServiceConfiguration", fail: { category: "PermissionDenied", id: "AccessDenied" } });
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toContain(
    `${webIdentity}: The newly declared settings are adopted, too. To undo this: Set-CsWebServiceConfiguration -Identity '${webIdentity}' -MACResolverUrl 'https://mac.contoso.com'`,
  );
  expect(project.deployment()).toBe(live);
  expect(project.stored(web, webIdentity)).toMatchObject({ MACResolverUrl: "https://mac.contoso.com" });
});

test("lync:offline loses no earlier value, and does not even change an option", async () => {
  const { project, before } = await madeByHand({ MACResolverUrl: "https://mac.contoso.com" });
  project.declare(declaring({ adopt: true, macResolverUrl: "https://other.contoso.com" }));
  await project.up();
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:offline: true\n");
  const offline = ["up", "--yes", "--skip-preview", "--refresh=false"];
  expect(await project.expectSuccess(...offline)).toContain("2 unchanged");
  project.declare(declaring({ adopt: true, macResolverUrl: "https://other.contoso.com", startFrom: "inherited" }));
  const { code, output } = await project.pulumi(...offline);
  expect(code).not.toBe(0);
  expect(output).toContain("lync:offline is true");
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n");
  await project.expectSuccess("up", "--yes", "--skip-preview", "--refresh=false");
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});
