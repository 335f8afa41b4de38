import { expect, test } from "vitest";
import { passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";

test("drift of a boolean, a list, an enum and a number of an adopted collection shows as server value => declared value, and is mended", async () => {
  const project = await new Project().init();
  project.write(
    "contoso.state.json",
    `${JSON.stringify({ [web]: { [webIdentity]: { MACResolverUrl: "https://mac.contoso.com" } } }, undefined, 2)}\n`,
  );
  const before = project.deployment();
  project.declare([passive(pool, { adopt: true, crossDomainAuthorizationList: ["https://fabrikam.com"], maxGroupSizeToExpand: 7 })]);
  await project.up();
  const declared = project.stored(web, webIdentity);
  project.edit((state) => {
    Object.assign(state[web]![webIdentity]!, {
      UsePinAuth: true,
      UseWindowsAuth: "NTLM",
      CrossDomainAuthorizationList: [{ Url: "https://tailspin.com" }],
      MaxGroupSizeToExpand: 8,
    });
  });

  const shown = await project.expectSuccess("preview", "--diff");
  expect(shown).toMatch(/~ usePinAuth\s*: true => false/);
  expect(shown).toMatch(/~ useWindowsAuth\s*: "NTLM" => "None"/);
  expect(shown).toMatch(/~ \[0\]\s*: "https:\/\/tailspin\.com" => "https:\/\/fabrikam\.com"/);
  expect(shown).toMatch(/~ maxGroupSizeToExpand\s*: 8 => 7/);
  expect(await project.up()).toContain("1 updated");
  expect(project.stored(web, webIdentity)).toEqual(declared);
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});
