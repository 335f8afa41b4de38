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
});
