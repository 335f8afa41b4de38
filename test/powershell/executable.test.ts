import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { chooseExecutable, simulatorAdvice } from "../../provider/src/powershell/executable";

function onPlatform(platform: NodeJS.Platform): void {
  vi.stubGlobal("process", Object.create(process, { platform: { value: platform } }));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}

const simulator = { topology: "/contoso.json", name: "contoso.json" };

describe("the program to start", () => {
  test.each([
    ["linux", {}, "pwsh", ["SkypeForBusiness", "Lync"]],
    ["win32", {}, "powershell.exe", ["SkypeForBusiness", "Lync"]],
    ["win32", { powershell: "C:\\pwsh.exe", module: "Lync" }, "C:\\pwsh.exe", ["Lync"]],
    ["linux", { simulator }, expect.stringMatching(/pulumi-lync-simulator$/), []],
    ["linux", { simulator, powershell: "pwsh" }, "pwsh", [expect.stringMatching(/LyncSimulator\.psm1$/)]],
    ["win32", { simulator }, "powershell.exe", [expect.stringMatching(/LyncSimulator\.psm1$/)]],
  ] as const)("is chosen on %s with %j", (platform, choice, program, modules) => {
    onPlatform(platform);
    expect(chooseExecutable(choice)).toMatchObject({ path: program, modules });
  });

  test("gets the topology file's path, and no environment variable of Pulumi", () => {
    vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "secret");
    vi.stubEnv("NODE_POWERSHELL", "/elsewhere/pwsh");
    vi.stubEnv("LYNC_PASSWORD", "secret");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { environment } = chooseExecutable({ simulator });
    expect(environment.LYNC_SIMULATOR).toBe("/contoso.json");
    expect(Object.keys(environment).filter((name) => /^PULUMI_|NODE_POWERSHELL|LYNC_PASSWORD/.test(name))).toEqual([]);
  });

  test.each([
    ["for a local deployment", {}, undefined, "RemoteSigned"],
    [
      "for a remote deployment",
      { remote: { connectionUri: "https://pool.contoso.com/OcsPowershell", authentication: "Default" } },
      undefined,
      "RemoteSigned",
    ],
    ["with the policy that the caller set", {}, "AllSigned", "AllSigned"],
    ["for the simulator's own script", { simulator, powershell: "pwsh" }, "AllSigned", "Bypass"],
  ])("may run a module's scripts: %s", (_what, choice, given, policy) => {
    vi.stubEnv("PSExecutionPolicyPreference", given);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(chooseExecutable(choice).environment.PSExecutionPolicyPreference).toBe(policy);
  });

  const windowsFolders = "C:\\Users\\a\\Documents\\WindowsPowerShell\\Modules;C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules";
  const newerFolders =
    "C:\\Users\\a\\Documents\\PowerShell\\Modules;C:\\Users\\a\\OneDrive - Contoso\\Documents\\PowerShell\\Modules\\;C:\\Program Files\\PowerShell\\Modules;" +
    "c:\\program files\\powershell\\7\\Modules;c:/program files/powershell/7-preview/Modules;C:\\Program Files (x86)\\PowerShell\\7\\Modules;" +
    "C:\\Program Files\\WindowsApps\\Microsoft.PowerShell_7.5.0.0_x64__8wekyb3d8bbwe\\Modules;" +
    "C:\\Program Files\\WindowsApps\\Microsoft.PowerShellPreview_7.7.0.0_x64__8wekyb3d8bbwe\\Modules";
  // A company's own folders are kept, whatever their names are.
  const companyFolders = "D:\\Company\\PowerShell\\Modules;\\\\server\\share\\PowerShell\\7\\Modules;C:\\PowerShell\\Lync";

  test.each([
    ["powershell.exe", `${newerFolders};${windowsFolders}`, windowsFolders],
    ["powershell.exe", `${companyFolders};${newerFolders}`, companyFolders],
    ["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.EXE", `${newerFolders};${windowsFolders}`, windowsFolders],
    ["powershell", newerFolders, undefined],
    ["pwsh.exe", `${newerFolders};${windowsFolders}`, `${newerFolders};${windowsFolders}`],
  ])("named %s gets no module folder of PowerShell 7, unless it is PowerShell 7: %s", (powershell, given, kept) => {
    vi.stubEnv("PSModulePath", given);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(chooseExecutable({ powershell }).environment.PSModulePath).toBe(kept);
  });

  test("gets no module folder next to an unpacked PowerShell 7 either, wherever that is", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-pwsh-"));
    const modules = path.join(folder, "Modules");
    mkdirSync(modules);
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
      vi.unstubAllEnvs();
    });
    vi.stubEnv("PSModulePath", modules);
    expect(chooseExecutable({ powershell: "powershell.exe" }).environment.PSModulePath).toBe(modules);
    writeFileSync(path.join(folder, "pwsh.dll"), "");
    expect(chooseExecutable({ powershell: "powershell.exe" }).environment.PSModulePath).toBeUndefined();
  });
});

test.each([
  ["/p/node_modules/pulumi-lync/bin/pulumi-lync-simulator", "Install the package again."],
  ["/p/zipped/pulumi-lync/bin/pulumi-lync-simulator", "Install the package again."],
  ["/p/.yarn/__virtual__/x/0/cache/pulumi-lync-0.1.0.zip/node_modules/pulumi-lync/bin/pulumi-lync-simulator", "unplugged to true"],
  [
    "C:\\p\\.yarn\\cache\\pulumi-lync-0.1.0.zip\\node_modules\\pulumi-lync\\bin\\pulumi-lync-simulator",
    "a program inside a zip file cannot be started",
  ],
])("the advice for %s fits the way in which the package is installed", (program, advice) => {
  expect(simulatorAdvice(program)).toContain(advice);
});
