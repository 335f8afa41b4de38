/** The PowerShell that this run has, by its absolute path; undefined if it has none. The global set-up found it. */
export const powershell = process.env.LYNC_TEST_POWERSHELL === "" ? undefined : process.env.LYNC_TEST_POWERSHELL;

/** The configuration by which a simulated deployment runs in the PowerShell that the run is about: on Windows it runs in one anyway. */
export function configuredPowerShell(): { powershell?: string } {
  return process.platform === "win32" && powershell !== undefined ? { powershell } : {};
}
