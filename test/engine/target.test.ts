import { expect, test } from "vitest";
import { metadataUri, passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const urn = (name: string): string => `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${name}`;
const denied = { category: "PermissionDenied", id: "Denied" };
const again =
  `${webIdentity}: Removing the collection. To undo this: New-${web} -Identity '${webIdentity}' -UseCertificateAuth $false ` +
  `-UsePinAuth $false -UseWindowsAuth 'None' -UseWsFedPassiveAuth $true -WsFedPassiveMetadataUri '${metadataUri}'`;

test("up --target with a renamed resource's old name removes what the program still declares, and prints beforehand how to undo that", async () => {
  const project = await new Project().init();
  project.declare([passive(pool)]);
  await project.up();
  project.declare([{ ...passive(pool), name: "renamed" }]);
  const target = ["up", "--yes", "--skip-preview", "--target", urn(`${pool}-web`)];
  project.write("contoso.faults.json", JSON.stringify([{ cmdlet: `Remove-${web}`, fail: denied }]));
  const refused = await project.pulumi(...target);
  expect(refused.output).toContain(again);
  expect(refused.output).toContain("[accessDenied]");
  expect(project.stored(web, webIdentity)).toBeDefined();

  project.write("contoso.faults.json", "[]");
  expect(await project.expectSuccess(...target)).toContain(again);
  expect(project.stored(web, webIdentity)).toBeUndefined();
  await project.up();
  expect(project.stored(web, webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });
});

test("the command that undoes the restoring of an adopted collection is printed beforehand", async () => {
  const project = await new Project().init();
  project.write("contoso.state.json", `${JSON.stringify({ [web]: { [webIdentity]: { UsePinAuth: false } } }, undefined, 2)}\n`);
  project.declare([{ type: "WebServiceConfiguration", name: "web", args: { identity: webIdentity, adopt: true, usePinAuth: true } }]);
  await project.up();
  project.write("contoso.faults.json", JSON.stringify([{ cmdlet: `Set-${web}`, fail: denied }]));
  const { code, output } = await project.pulumi("destroy", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toContain(
    `${webIdentity}: Restoring the earlier values. To undo this: Set-${web} -Identity '${webIdentity}' -UsePinAuth $true`,
  );
  expect(project.stored(web, webIdentity)).toEqual({});
});
