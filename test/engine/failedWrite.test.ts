import { expect, test } from "vitest";
import { passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

test("a New that the server refuses leaves nothing in the state, and the next up creates the collection", async () => {
  const project = await new Project().init();
  project.declare([passive(pool)]);
  const fail = { category: "PermissionDenied", id: "AccessDenied" };
  project.write(
    "contoso.faults.json",
    JSON.stringify([{ cmdlet: "New-CsWebServiceConfiguration", identity: webIdentity, fail, times: 1 }]),
  );
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toContain(`New-CsWebServiceConfiguration -Identity '${webIdentity}'`);
  expect(output).toContain("Run this as a member of RTCUniversalServerAdmins.");
  expect(output).not.toMatch(/^\s+at /m);
  expect(await project.ours()).toEqual([]);
  expect(await project.up()).toContain("1 created");
  expect((await project.ours()).map(({ id }) => id)).toEqual([webIdentity]);
});
