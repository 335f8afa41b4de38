import { describe, expect, onTestFinished, test, vi } from "vitest";
import { chooseExecutable } from "../../provider/src/powershell/executable";

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
  ] as const)("on %s with %j", (platform, choice, program, modules) => {
    onPlatform(platform);
    expect(chooseExecutable(choice)).toMatchObject({ path: program, modules });
  });

  test("gets the topology's path, and nothing of Pulumi's", () => {
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

  const windowsFolders = "C:\\Users\\a\\Documents\\WindowsPowerShell\\Modules;C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules";
  const newerFolders =
    "C:\\Users\\a\\Documents\\PowerShell\\Modules;C:\\Program Files\\PowerShell\\Modules;c:\\program files\\powershell\\7\\Modules;" +
    "C:\\Program Files\\WindowsApps\\Microsoft.PowerShell_7.5.0.0_x64__8wekyb3d8bbwe\\Modules";

  test.each([
    ["powershell.exe", `${newerFolders};${windowsFolders}`, windowsFolders],
    ["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.EXE", `${newerFolders};${windowsFolders}`, windowsFolders],
    ["powershell", newerFolders, undefined],
    ["pwsh.exe", `${newerFolders};${windowsFolders}`, `${newerFolders};${windowsFolders}`],
  ])("%s gets no folder of modules that is a newer one's", (powershell, given, kept) => {
    vi.stubEnv("PSModulePath", given);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(chooseExecutable({ powershell }).environment.PSModulePath).toBe(kept);
  });
});
