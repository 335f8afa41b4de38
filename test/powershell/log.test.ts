import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { simulateInProcess } from "../support/simulatedProcess";
import { skippedOnWindows } from "../support/windows";

const identity = "Service:Registrar:LyncPool01.contoso.com";

test("the log has a line for every cmdlet, as an administrator would have typed it", async () => {
  const { deployment, log, folder, setFaults } = simulateInProcess();
  await deployment.create(proxy, identity, { values: { useNtlmForClientToProxyAuth: false, realm: { custom: "Contoso’s $(realm)" } } });
  setFaults({ cmdlet: "Set-CsProxyConfiguration", fail: { category: "PermissionDenied", id: "Denied", message: "No." } });
  await deployment.set(proxy, identity, { values: { maxKeepAliveInterval: 5 } }).catch(() => undefined);

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
  // Windows has no such mode bits.
  if (process.platform !== "win32") expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file, "utf8").endsWith("\n")).toBe(true);
});

test("the log shows lists in the forms that New and Set take", async () => {
  const { deployment, log } = simulateInProcess();
  const web = "Service:WebServer:LyncPool01.contoso.com";
  await deployment.create(webService, web, { values: { crossDomainAuthorizationList: ["http://a.com", "https://b.com"] } });
  await deployment.set(webService, web, { values: { crossDomainAuthorizationList: ["https://b.com"] } });
  await deployment.set(webService, web, { values: { crossDomainAuthorizationList: [] } });
  const lists = log().flatMap(({ command }) => / -CrossDomainAuthorizationList (.*)$/.exec(command)?.[1] ?? []);
  expect(lists).toEqual([
    "(New-CsWebOrigin -Url 'http://a.com'), (New-CsWebOrigin -Url 'https://b.com')",
    "@{Replace=(New-CsWebOrigin -Url 'https://b.com')}",
    "$null",
  ]);
});

test("a log that cannot be written is refused before anything else is done", () => {
  const nowhere = path.join(import.meta.dirname, "nowhere", "cmdlets.jsonl");
  expect(() => simulateInProcess({ log: nowhere })).toThrow(
    expect.objectContaining({
      kind: "invalidParameter",
      message: expect.stringContaining(`lync:log is "${nowhere}", but that file cannot be written`),
    }),
  );
});

test("a log that cannot be written any more does not fail a write, and is reported once", async () => {
  const { deployment, folder } = simulateInProcess();
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => {
    said.mockRestore();
  });
  rmSync(path.join(folder, "cmdlets.jsonl"));
  mkdirSync(path.join(folder, "cmdlets.jsonl"));
  await deployment.create(proxy, identity, { values: { useNtlmForClientToProxyAuth: false } });
  await deployment.set(proxy, identity, { values: { useNtlmForClientToProxyAuth: true } });
  expect(said.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/^lync:log: .*cmdlets\.jsonl cannot be written, so some cmdlets that ran are missing in it: EISDIR/),
  ]);
});

test.skipIf(skippedOnWindows("the log of a session that failed"))(
  "for a failed session, the log has the kind of the failure and the duration",
  async () => {
    const { deployment, log, setFaults } = simulateInProcess();
    setFaults({ cmdlet: "Remove-CsProxyConfiguration", exit: "before", times: 1 });
    await deployment.remove(proxy, identity);
    expect(log()[0]).toMatchObject({
      command: `Remove-CsProxyConfiguration -Identity '${identity}'`,
      outcome: "sessionLost",
      milliseconds: expect.any(Number),
    });
  },
);

test("neither the log nor an error shows a secret, even if the server's words repeat it", async () => {
  const { deployment, log, setFaults } = simulateInProcess();
  const message = "hunter2 is no realm of hunter";
  setFaults({ cmdlet: "New-CsProxyConfiguration", fail: { category: "InvalidData", id: "Realm", message } });
  const values = { realm: { custom: "hunter2" }, specialConfigurationList: "hunter" };
  const failure = deployment.create(proxy, identity, { values, secrets: Object.keys(values) });
  await expect(failure).rejects.toMatchObject({ message: expect.stringContaining("(InvalidData): [secret] is no realm of [secret]") });
  expect(JSON.stringify(log())).not.toContain("hunter");
});
