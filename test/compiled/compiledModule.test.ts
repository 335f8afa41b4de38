import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { Session } from "../../provider/src/powershell/session";
import { contoso } from "../support/contoso";
import { compilingPowerShell } from "../support/powershell";
import { compiledExecutable } from "./compiledModule";

const compiler = compilingPowerShell("the compiled cmdlets");
const identity = "Service:Registrar:LyncPool01.contoso.com";

describe.skipIf(compiler === undefined)("the compiled module", () => {
  test("puts the cause in each of the places that a vendor's cmdlets use, and ends with its simulator", async () => {
    const { executable, faults } = deploy();
    const session = new Session({ executable, timeoutSeconds: 60 });
    onTestFinished(() => session.close());
    for (const verb of ["Get", "Set", "Remove"]) {
      const [result] = await session.run([{ cmdlet: `${verb}-CsProxyConfiguration`, parameters: { Identity: identity } }]);
      expect(result?.error?.message, verb).toContain(`There is no CsProxyConfiguration of "${identity}".`);
    }
    const [made] = await session.run([{ cmdlet: "New-CsProxyConfiguration", parameters: { Identity: "global" } }]);
    expect(made?.error?.message).toContain("A global collection always exists");

    writeFileSync(faults, '[{ "cmdlet": "Get-CsSite", "exit": "before" }]');
    const lost = session.run([{ cmdlet: "Get-CsSite", parameters: {} }]);
    await expect(lost).rejects.toMatchObject({ kind: "sessionLost", message: expect.stringContaining("it ended with exit code 1") });
  });

  test("is an assembly of typed cmdlets, which check the target before they ask, and survives a stopped call", async () => {
    const { executable, faults } = deploy();
    const session = new Session({ executable, timeoutSeconds: 60 });
    // The module compiles the assembly.
    await session.opening();
    await session.close();
    writeFileSync(faults, '[{ "cmdlet": "Get-CsSite", "times": 1, "latencyMilliseconds": 300 }]');
    const assembly = path.join(path.dirname(executable.modules[0] ?? ""), "Cmdlets.dll");
    const script = path.join(import.meta.dirname, "lookAtCmdlets.ps1");
    const { stdout } = await promisify(execFile)(executable.path, ["-NoProfile", "-File", script, assembly, faults], {
      env: executable.environment,
    });
    expect(JSON.parse(stdout.slice(stdout.indexOf("{")))).toEqual({
      // The types for New, then the types for Set.
      parameters: [
        "Identity: XdsIdentity, XdsIdentity",
        "UsePinAuth: Boolean, Nullable`1[Boolean]",
        "MaxGroupSizeToExpand: UInt32, Nullable`1[UInt32]",
        "CASigningKeyLength: UInt64, Nullable`1[UInt64]",
        "HstsMaxAgeInSeconds: Int64, Nullable`1[Int64]",
        "JoinLauncherCdnTimeout: TimeSpan, Nullable`1[TimeSpan]",
        "UseWindowsAuth: CsWebServiceConfigurationUseWindowsAuth, Nullable`1[CsWebServiceConfigurationUseWindowsAuth]",
        "TrustedCACerts: List`1[CsWebTrustedCACertificate], PSListModifier`1[CsWebTrustedCACertificate]",
      ],
      returned: ["XdsIdentity", "Boolean", "UInt32", "CsWebServiceConfigurationUseWindowsAuth", "TimeSpan", "Uri", "Fqdn", "DateTime"],
      texts: ["Url=https://a.com", `Thumbprint=${"A".repeat(40)};CAStore=TrustedRootCA`, "UseDefault", "CustomValue=a"],
      afterStop: ["LyncPool01.contoso.com"],
      preferred: 4,
      overridden: 3,
    });
  });
});

/** A deployment in a separate folder. */
function deploy(): { executable: ReturnType<typeof compiledExecutable>; faults: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-compiled-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const topologyFile = path.join(folder, "contoso.json");
  writeFileSync(topologyFile, JSON.stringify({ ...contoso, serverVersion: 2019 }));
  return { executable: compiledExecutable({ powershell: compiler ?? "", topologyFile }), faults: path.join(folder, "contoso.faults.json") };
}
