import { expect, test } from "vitest";
import { commandText } from "../../provider/src/cmdlets/commandText";

test.each([
  ["New-CsProxyConfiguration", { Identity: "global", InMemory: true }, "New-CsProxyConfiguration -Identity 'global' -InMemory"],
  ["Get-CsProxyConfiguration", { LocalStore: true }, "Get-CsProxyConfiguration -LocalStore"],
  ["Get-CsService", { WebServer: true }, "Get-CsService -WebServer"],
  ["Remove-CsProxyConfiguration", { Force: true, Confirm: false }, "Remove-CsProxyConfiguration -Force -Confirm:$false"],
  ["Set-CsProxyConfiguration", { UseNtlmForClientToProxyAuth: false }, "Set-CsProxyConfiguration -UseNtlmForClientToProxyAuth $false"],
])("%s with %j is shown as an administrator would type it", (cmdlet, parameters, text) => {
  expect(commandText({ cmdlet, parameters })).toBe(text);
});
