import { expect, test } from "vitest";
import { passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";

test("a second stack that adopts a managed collection is warned about the values that it would record as earlier ones, which stops a rollout", async () => {
  const project = await new Project().init();
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { [webIdentity]: { UsePinAuth: false } } }, undefined, 2)}\n`);
  const before = project.deployment();
  project.declare([passive(pool, { adopt: true })]);
  await project.up();

  await project.expectSuccess("stack", "init", "second");
  project.write("Pulumi.second.yaml", "config:\n  lync:simulator: contoso.json\n");
  const { code, output } = await project.pulumiLync("rollout", "second", "--allow", "replacements,deletions");
  expect(code).toBe(1);
  // The report is a table with wrapped cells.
  const together = output.replace(/[│\s]+/g, "");
  expect(together).toContain("[heldAlready]");
  expect(together).toContain('(previous:{"useCertificateAuth":false,"usePinAuth":false');
  expect(together).toContain("--allowwarnings");

  await project.expectSuccess("stack", "select", "test");
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});
