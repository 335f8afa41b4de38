import { expect, test } from "vitest";
import { cmdletsCheck } from "../../../../provider/src/cli/doctor/session/cmdlets";
import { examined, local, remote } from "../../../support/examined";

const cmdlets = ["Get-CsWebServiceConfiguration", "Get-CsProxyConfiguration", "New-CsProxyConfiguration", "Set-CsProxyConfiguration"];
const lacking =
  "New-CsWebServiceConfiguration, Set-CsWebServiceConfiguration, Remove-CsWebServiceConfiguration, Remove-CsProxyConfiguration.";

test.each([
  ["module", local, "The module SkypeForBusiness, version 7.0.2046.0, has all 8 cmdlets that a change needs."],
  ["role", remote, "The role of the account has all 8 cmdlets that a change needs."],
])("a %s that has every cmdlet is fine", async (_what, config, found) => {
  expect(await cmdletsCheck.run(await examined(config))).toMatchObject([{ status: "fine", found }]);
});

test("a role that lacks cmdlets is a finding that names them, and the role to ask for", async () => {
  expect(await cmdletsCheck.run(await examined(remote, { cmdlets, module: "https://pool.contoso.com/OcsPowershell" }))).toMatchObject([
    {
      subject: "pool.contoso.com",
      status: "finding",
      code: "roleIncomplete",
      asked: "Get-Command -Name *-Cs*, in the session at https://pool.contoso.com/OcsPowershell",
      found: `The role of the account lacks cmdlets that a change needs: ${lacking}`,
      advice: expect.stringContaining("CsServerAdministrator"),
    },
  ]);
});

test("a module that lacks cmdlets is a finding that says what to install", async () => {
  expect(await cmdletsCheck.run(await examined(local, { cmdlets }))).toMatchObject([
    {
      subject: "this machine",
      status: "finding",
      code: "moduleMissing",
      found: `The module SkypeForBusiness, version 7.0.2046.0, lacks cmdlets that a change needs: ${lacking}`,
      advice: expect.stringContaining("Install the administrative tools"),
    },
  ]);
});
