import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { clockOf, waitForReplicas } from "../../provider/src/cli/rollout/replication";
import { nouns } from "../../provider/src/configurations/nouns";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { CsDeployment } from "../../provider/src/deployment/csDeployment";
import type { Runner } from "../../provider/src/deployment/runner";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Call, CallResult } from "../../provider/src/cmdlets/call";
import { sessionBrokenId } from "../../provider/src/powershell/protocol";
import { Session } from "../../provider/src/powershell/session";
import { SignIns } from "../../provider/src/powershell/signIns";
import { compiledExecutable } from "../compiled/compiledModule";
import { contoso } from "../support/contoso";
import * as lyncValues from "../support/lyncValues";
import { compilingPowerShell } from "../support/powershell";
import { loggingTo, logsIn } from "../support/powershellLogs";
import { endpoint, remotePowerShell, type FarSide, type RemotePowerShell } from "../support/remoting";
import { quickPatience } from "../support/simulated";
import { skippedOnWindows } from "../support/windows";

// The remote side needs PowerShell 7, and is reached through a program that replaces PowerShell.
const powershell = skippedOnWindows("remote sessions") ? undefined : compilingPowerShell("remote sessions");
const identity = "Service:WebServer:LyncPool01.contoso.com";
const wanted = { usePinAuth: false, useCertificateAuth: false };
const account = { authentication: "Negotiate", username: "admin", password: `p$(exit)"'w` };

const get = (noun: string, select: string[] = ["Identity"]): Call => ({ cmdlet: `Get-${noun}`, parameters: {}, select });

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-remote-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A session whose remote side has the cmdlets of LyncValues.psm1. */
function openSession(far: Partial<FarSide> = {}): RemotePowerShell & { session: Session } {
  const remote = remotePowerShell({ powershell: powershell ?? "", module: lyncValues.module, ...far });
  const cmdlets = nouns.flatMap(({ cs }) => [`New-${cs}`, `Set-${cs}`]);
  const session = new Session({ executable: remote.executable, cmdlets, timeoutSeconds: 60, signIns: new SignIns() });
  onTestFinished(() => session.close());
  return { ...remote, session };
}

interface Deployed extends RemotePowerShell {
  deployment: Deployment;
  /** The results that the session returned, in order. */
  results: CallResult[];
  setFault: (fault: object) => void;
  /** Waits until the fault has affected a call. */
  faultIsMet: () => Promise<void>;
}

/** A deployment whose remote side has typed cmdlets, limited to those of a role if one is given. */
function deploy(role?: string[]): Deployed {
  const folder = temporaryFolder();
  const topologyFile = path.join(folder, "contoso.json");
  const faults = path.join(folder, "contoso.faults.json");
  writeFileSync(topologyFile, JSON.stringify(contoso));
  const { environment, modules } = compiledExecutable({ powershell: powershell ?? "", topologyFile });
  const { session, ...far } = openSession({ environment, module: modules[0] ?? "", ...(role === undefined ? {} : { role }) });
  const results: CallResult[] = [];
  const runner: Runner = {
    run: async (calls) => {
      const returned = await session.run(calls);
      results.push(...returned);
      return returned;
    },
    opening: () => session.opening(),
    about: () => session.about(),
    close: (options) => session.close(options),
  };
  return {
    ...far,
    deployment: new CsDeployment(runner, { naming: { way: "pool.contoso.com" }, isRemote: true, patience: quickPatience }),
    results,
    setFault: (fault) => {
      writeFileSync(faults, JSON.stringify([{ ...fault, times: 1 }]));
    },
    faultIsMet: () => vi.waitFor(() => expect(readFileSync(faults, "utf8").trim()).toBe("[]"), { timeout: 60_000 }),
  };
}

describe.skipIf(powershell === undefined)("a remote session", () => {
  test("reads objects that went through remoting, receives warnings and errors, and runs only cmdlets that the remote side has", async () => {
    const folder = temporaryFolder();
    const { session, executable } = openSession();
    executable.environment.TMPDIR = folder;
    expect(await session.run([get("CsWebServiceConfiguration", lyncValues.select), get("CsPool")])).toEqual([
      {
        objects: [lyncValues.sample],
        warnings: [],
        milliseconds: expect.any(Number),
        error: null,
      },
      { objects: [{ Identity: "LyncPool01.contoso.com" }], warnings: ["careful"], milliseconds: expect.any(Number), error: null },
    ]);
    expect(await session.opening()).toMatchObject({
      module: endpoint,
      parameters: { "New-CsProxyConfiguration": [], "Set-CsProxyConfiguration": expect.arrayContaining(["Identity", "Force"]) },
    });
    expect(await session.run([get("CsService")])).toMatchObject([
      { objects: [], error: { category: "ReadError", id: expect.stringMatching(/^Partly\b/), message: "not all of them" } },
    ]);
    const unknown = { cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", Nope: true } };
    expect(await session.run([unknown])).toMatchObject([
      { error: { category: "InvalidArgument", id: "NamedParameterNotFound,Set-CsProxyConfiguration", target: "" } },
    ]);
    const refused: Call = {
      cmdlet: "Set-CsWebServiceConfiguration",
      parameters: { Identity: "refused", Text: "hunter2" },
      secret: ["Text"],
    };
    expect(await session.run([refused])).toMatchObject([{ error: { message: "[secret] is refused" } }]);
    expect(await session.run([get("CsManagementStoreReplicationStatus")])).toMatchObject([
      {
        error: {
          id: "Locked,Get-CsManagementStoreReplicationStatus",
          message: expect.stringContaining("The store is locked."),
          target: "it",
        },
      },
    ]);
    expect(await session.run([get("CsSite"), get("CsPoolBackupRelationship")])).toMatchObject([
      { error: null },
      { error: { id: "LyncRoleLacksCmdlet" } },
    ]);
    // No proxy scripts are written, so no execution policy can refuse them.
    expect(readdirSync(folder, { recursive: true }).filter((file) => /\.psm?1/.test(String(file)))).toEqual([]);
  });

  test("that breaks during a read is lost, and the read is tried again, but one that breaks between two calls is replaced without an error", async () => {
    const { deployment, results, setFault, faultIsMet, breakSession, signIns } = deploy();
    setFault({ cmdlet: "Get-CsSite", hang: "before" });
    const sites = deployment.sites();
    await faultIsMet();
    await breakSession();
    expect(await sites).toEqual(["Redmond"]);
    const lost = { category: "ConnectionError", id: sessionBrokenId, message: expect.stringContaining(`the session at ${endpoint} broke`) };
    expect(results).toMatchObject([{ objects: [], error: lost }, { error: null }]);
    expect(signIns()).toBe(2);

    await breakSession();
    expect((await deployment.find(webService, "global"))?.identity).toBe("Global");
    expect(results).toMatchObject([{}, {}, { error: null }]);
    expect(signIns()).toBe(3);
  });

  test("that breaks during a write is lost, and a look shows the outcome", async () => {
    const { deployment, setFault, faultIsMet, breakSession, signIns } = deploy();
    setFault({ cmdlet: "New-CsWebServiceConfiguration", hang: "after" });
    const created = deployment.create(webService, identity, { values: wanted });
    await faultIsMet();
    await breakSession();
    expect((await created).values).toMatchObject(wanted);
    expect(signIns()).toBe(2);
  });

  test("leaves no password and no secret in a log of parameters, in the history or in a transcript, and closes the remote session at its end", async () => {
    const folder = temporaryFolder();
    const { session, signedOff } = openSession({ remote: account, password: account.password, preamble: loggingTo(folder) });
    const write: Call = { cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "global", Text: "hunter2" }, secret: ["Text"] };
    expect(await session.run([write, get("CsWebServiceConfiguration", ["Kept"])])).toMatchObject([
      { error: null },
      { objects: [{ Kept: "hunter2" }] },
    ]);
    await session.close();
    expect(signedOff()).toEqual(["Closed"]);
    for (const [file, text] of Object.entries(logsIn(folder))) {
      expect(text, file).not.toContain(account.password);
      expect(text, file).not.toContain("hunter2");
    }
  });

  test("returns a value that cannot be read as unread, and all other values", async () => {
    const folder = temporaryFolder();
    const module = path.join(folder, "OddRealm.psm1");
    const found = "@{ Identity = 'Global'; Realm = 'Something=else'; MaxKeepAliveInterval = [uint32] 20 }";
    writeFileSync(module, `function Get-CsProxyConfiguration { [CmdletBinding()] param() [pscustomobject] ${found} }\n`);
    const { session } = openSession({ module });
    const deployment = new CsDeployment(session, { naming: { way: "pool.contoso.com" }, isRemote: true, patience: quickPatience });
    expect(await deployment.find(proxy, "Global")).toEqual({
      identity: "Global",
      values: { maxKeepAliveInterval: 20 },
      unread: { realm: "Something=else" },
    });
  });

  test("returns dates in the server's own time zone, and the clock of its replicas takes them into account", async () => {
    const folder = temporaryFolder();
    const module = path.join(folder, "AheadByFiveHours.psm1");
    const ago = (minutes: number): string =>
      `[DateTime]::SpecifyKind([DateTime]::UtcNow.AddHours(5).AddMinutes(-${minutes}), 'Unspecified')`;
    const status = `@{ ReplicaFqdn = 'fe01'; UpToDate = $true; LastStatusReport = ${ago(0)}; LastUpdateCreation = ${ago(10)}; ProductVersion = '5.0' }`;
    writeFileSync(module, `function Get-CsManagementStoreReplicationStatus { [CmdletBinding()] param() [pscustomobject] ${status} }\n`);
    const { session, executable } = openSession({ module });
    executable.environment.TZ = "UTC";
    const deployment = new CsDeployment(session, { naming: { way: "pool.contoso.com" }, isRemote: true, patience: quickPatience });
    const clock = clockOf(await deployment.replicas(), Date.now());
    // The change is ten minutes old. By this machine's clock it would be in the future.
    const since = new Date(Date.now() - 5 * 60_000);
    const waiting = { since, limitMinutes: 0, onProgress: () => undefined, signal: new AbortController().signal };
    expect(await waitForReplicas(deployment, ["fe01"], waiting)).toEqual([]);
    expect(await waitForReplicas(deployment, ["fe01"], { ...waiting, clock })).toEqual([{ fqdn: "fe01", isListed: true }]);
  });

  test("whose role has no New, Set or Remove says which role to ask for", async () => {
    const { deployment, signIns } = deploy(["Get-Cs*"]);
    const { module, moduleVersion, cmdlets, isServerAdmin } = await deployment.about();
    expect({ module, moduleVersion, isServerAdmin }).toEqual({ module: endpoint, moduleVersion: "", isServerAdmin: null });
    expect(cmdlets).toEqual(expect.arrayContaining(["Get-CsProxyConfiguration", "Get-CsPool"]));
    expect(cmdlets.filter((cmdlet) => !cmdlet.startsWith("Get-"))).toEqual([]);
    const ask = "Ask for the role CsServerAdministrator or CsAdministrator";
    await expect(deployment.lacking(webService, Object.keys(wanted))).rejects.toMatchObject({
      kind: "moduleMissing",
      message: expect.stringMatching(`has no role that allows New-CsWebServiceConfiguration and Set-CsWebServiceConfiguration. ${ask}`),
    });
    await expect(deployment.create(webService, identity, { values: wanted })).rejects.toMatchObject({
      kind: "moduleMissing",
      message: expect.stringContaining(ask),
    });
    await expect(deployment.remove(webService, "global")).rejects.toMatchObject({
      kind: "moduleMissing",
      message: expect.stringContaining(ask),
    });
    expect((await deployment.find(webService, "global"))?.identity).toBe("Global");
    expect(signIns()).toBe(1);
  });

  test("whose role has none of the cmdlets is refused because of its role, with one sign-in per attempt", async () => {
    const { deployment, signIns } = deploy([]);
    await expect(deployment.find(webService, "global")).rejects.toMatchObject({
      kind: "moduleMissing",
      message: expect.stringContaining("Ask for the role CsServerAdministrator or CsAdministrator"),
    });
    expect(signIns()).toBe(1);
    // The sign-in itself was not refused, so the account may try again when it has a role.
    await expect(deployment.find(webService, "global")).rejects.toMatchObject({ kind: "moduleMissing" });
    expect(signIns()).toBe(2);
  });

  test("whose sign-in is refused says so, and is not tried again", async () => {
    const { session, signIns } = openSession({ remote: { ...account, password: "wrong" }, password: account.password });
    const denied = { kind: "accessDenied", category: "OpenError", errorId: expect.stringMatching(/^AccessDenied,PSSessionOpenFailed/) };
    await expect(session.run([get("CsSite")])).rejects.toMatchObject(denied);
    await expect(session.run([get("CsSite")])).rejects.toMatchObject(denied);
    expect(signIns()).toBe(1);
  });
});
