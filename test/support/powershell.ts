import path from "node:path";

/**
 * The absolute path of the PowerShell that this run uses; undefined if there is none. The global
 * set-up found it.
 */
export const powershell = process.env.LYNC_TEST_POWERSHELL === "" ? undefined : process.env.LYNC_TEST_POWERSHELL;

/**
 * The PowerShell that this run uses, if it compiles modern C#. Windows PowerShell does not: its
 * compiler knows only C# 5, and its .NET has no JSON. In that case a line says what is skipped.
 */
export function compilingPowerShell(what: string): string | undefined {
  if (powershell === undefined || !/^powershell(?:\.exe)?$/i.test(path.win32.basename(powershell))) return powershell;
  console.warn(`SKIPPED in Windows PowerShell: ${what}.`);
  return undefined;
}

/**
 * The configuration with which a simulated deployment runs in this run's PowerShell. It is needed
 * only on Windows, where such a deployment runs in a PowerShell anyway.
 */
export function configuredPowerShell(): { powershell?: string } {
  return process.platform === "win32" && powershell !== undefined ? { powershell } : {};
}
