import { expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { enterprisePool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

test("a New that the server refuses leaves nothing in the state; the next up creates it and its dependant, and the dependant is undone first", async () => {
  const project = await new Project().init();
  project.declare(enterprisePool);
  const fail = { category: "PermissionDenied", id: "AccessDenied" };
  project.write(
    "contoso.faults.json",
    JSON.stringify([{ cmdlet: "New-CsWebServiceConfiguration", identity: webIdentity, inMemory: false, fail, times: 1 }]),
  );
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toMatch(lineSaying("accessDenied", `New-CsWebServiceConfiguration -Identity '${webIdentity}'`));
  expect(output).toContain("Run this as a member of RTCUniversalServerAdmins.");
  expect(output).not.toMatch(/^\s+at /m);
  expect(project.deployment()).toBeUndefined();
  expect(await project.ours()).toEqual([]);

  expect(await project.up()).toContain("2 created");
  expect((await project.ours()).map(({ id }) => id)).toEqual([webIdentity, proxyIdentity]);
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.cmdlets().filter((command) => command.startsWith("Remove"))).toEqual([
    `Remove-CsProxyConfiguration -Identity '${proxyIdentity}'`,
    `Remove-CsWebServiceConfiguration -Identity '${webIdentity}'`,
  ]);
});
