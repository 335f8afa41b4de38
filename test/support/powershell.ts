import path from "node:path";

/**
 * The PowerShell that this run has, by its absolute path; undefined if it has none. The global
 * set-up found it.
 */
export const powershell = process.env.LYNC_TEST_POWERSHELL === "" ? undefined : process.env.LYNC_TEST_POWERSHELL;

/**
 * The PowerShell that this run has, if it compiles the C# of today. The compiler of Windows
 * PowerShell knows C# 5, and its .NET has no JSON: then a line says what is skipped.
 */
export function compilingPowerShell(what: string): string | undefined {
  if (powershell === undefined || !/^powershell(?:\.exe)?$/i.test(path.win32.basename(powershell))) return powershell;
  console.warn(`SKIPPED in Windows PowerShell: ${what}.`);
  return undefined;
}

/**
 * The configuration by which a simulated deployment runs in the PowerShell that the run is about:
 * on Windows it runs in one anyway.
 */
export function configuredPowerShell(): { powershell?: string } {
  return process.platform === "win32" && powershell !== undefined ? { powershell } : {};
}
