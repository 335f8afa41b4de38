import { expect, test } from "vitest";
import { certificateAlone, passive, pool, proxyIdentity, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";

test("drift of an adopted collection is shown as server value => declared value, is in the plan if it affects sign-in, and is repaired", async () => {
  const project = await new Project().init();
  project.write(
    "contoso.state.json",
    `${JSON.stringify({ [web]: { [webIdentity]: { MACResolverUrl: "https://mac.contoso.com" } } }, undefined, 2)}\n`,
  );
  const before = project.deployment();
  project.declare([
    passive(pool, { adopt: true, crossDomainAuthorizationList: ["https://fabrikam.com"], maxGroupSizeToExpand: 7 }),
    certificateAlone("Registrar", pool, [`${pool}-web`]),
  ]);
  await project.up();
  const declared = project.stored(web, webIdentity);
  project.edit((state) => {
    Object.assign(state[web]![webIdentity]!, {
      UsePinAuth: true,
      UseWindowsAuth: "NTLM",
      CrossDomainAuthorizationList: [{ Url: "https://tailspin.com" }],
      MaxGroupSizeToExpand: 8,
    });
    delete state.CsProxyConfiguration?.[proxyIdentity];
  });

  const shown = await project.expectSuccess("preview", "--diff");
  expect(shown).toMatch(/~ usePinAuth\s*: true => false/);
  expect(shown).toMatch(/~ useWindowsAuth\s*: "NTLM" => "None"/);
  expect(shown).toMatch(/~ \[0\]\s*: "https:\/\/tailspin\.com" => "https:\/\/fabrikam\.com"/);
  expect(shown).toMatch(/~ maxGroupSizeToExpand\s*: 8 => 7/);
  const plan = JSON.parse((await project.pulumiLync("plan", "--stack", "test", "--format", "json")).output) as {
    changes: { drift: string[] }[];
  };
  expect(plan.changes).toMatchObject([
    {
      identity: webIdentity,
      action: "change",
      drift: [
        "usePinAuth was changed outside of Pulumi from false to true.",
        'useWindowsAuth was changed outside of Pulumi from "None" to "NTLM".',
      ],
    },
    { identity: proxyIdentity, action: "create", drift: ["The collection was removed outside of Pulumi. This run creates it again."] },
  ]);
  const mended = await project.up();
  expect(mended).toContain("1 updated");
  expect(mended).toContain("1 created");
  expect(project.stored(web, webIdentity)).toEqual(declared);
  await project.expectSuccess("destroy", "--yes", "--skip-preview");
  expect(project.deployment()).toBe(before);
});
