import { existsSync } from "node:fs";
import path from "node:path";

/** The PowerShell that tests are to use: LYNC_TEST_POWERSHELL, else the first on PATH; undefined where there is none. */
export function findPowerShell(): string | undefined {
  const { LYNC_TEST_POWERSHELL: given, PATH = "" } = process.env;
  const names = given !== undefined && given !== "" ? [given] : ["pwsh", "powershell"];
  const endings = process.platform === "win32" ? [".exe", ""] : [""];
  const folders = ["", ...PATH.split(path.delimiter)];
  const candidates = names.flatMap((name) => folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending))));
  return candidates.filter((file) => path.isAbsolute(file)).find((file) => existsSync(file));
}

/** The configuration by which a simulated deployment runs in the PowerShell that the run is about: on Windows it runs in one anyway. */
export function configuredPowerShell(): { powershell?: string } {
  const { LYNC_TEST_POWERSHELL: given = "" } = process.env;
  const found = process.platform === "win32" && given !== "" ? findPowerShell() : undefined;
  return found === undefined ? {} : { powershell: found };
}
