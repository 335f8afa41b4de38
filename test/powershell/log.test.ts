import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { simulateInProcess } from "../support/simulatedProcess";

const identity = "Service:Registrar:LyncPool01.contoso.com";

test("the log has a line for every cmdlet, as an administrator would have typed it", async () => {
  const { deployment, log, folder, setFaults } = simulateInProcess();
  await deployment.create(proxy, identity, { useNtlmForClientToProxyAuth: false, realm: { custom: "Contoso’s $(realm)" } });
  setFaults({ cmdlet: "Set-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied", message: "No." } });
  await deployment.set(proxy, identity, { maxKeepAliveInterval: 5 }).catch(() => undefined);

  expect(log()).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      command: `New-CsProxyConfiguration -Identity '${identity}' -Realm (New-CsSipProxyCustom -CustomValue 'Contoso’’s $(realm)') -UseNtlmForClientToProxyAuth $false`,
      milliseconds: expect.any(Number),
      outcome: "succeeded",
    },
    {
      time: expect.any(String),
      command: `Get-CsProxyConfiguration -Identity '${identity}'`,
      milliseconds: expect.any(Number),
      outcome: "succeeded",
    },
    {
      time: expect.any(String),
      command: `Set-CsProxyConfiguration -Identity '${identity}' -MaxKeepAliveInterval 5`,
      milliseconds: expect.any(Number),
      outcome: "PermissionDenied (Denied,Set-CsProxyConfiguration)",
      message: "No.",
    },
  ]);
  const file = path.join(folder, "cmdlets.jsonl");
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file, "utf8").endsWith("\n")).toBe(true);
});

test("lists stand in the log as New and Set take them", async () => {
  const { deployment, log } = simulateInProcess();
  const web = "Service:WebServer:LyncPool01.contoso.com";
  await deployment.create(webService, web, { crossDomainAuthorizationList: ["http://a.com", "https://b.com"] });
  await deployment.set(webService, web, { crossDomainAuthorizationList: ["https://b.com"] });
  await deployment.set(webService, web, { crossDomainAuthorizationList: [] });
  const lists = log().flatMap(({ command }) => / -CrossDomainAuthorizationList (.*)$/.exec(command)?.[1] ?? []);
  expect(lists).toEqual([
    "(New-CsWebOrigin -Url 'http://a.com'), (New-CsWebOrigin -Url 'https://b.com')",
    "@{Replace=(New-CsWebOrigin -Url 'https://b.com')}",
    "$null",
  ]);
});
