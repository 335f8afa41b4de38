import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPowerShell, skippedWithoutPowerShell } from "./powerShell.mjs";
import { ensureBuilt } from "./setup.mjs";

/**
 * Vitest's global set-up for all tests: plain `npx vitest run` also gets a build, and the path of a
 * PowerShell in LYNC_TEST_POWERSHELL, as npm test does.
 */
export default async function setup() {
  // Vitest calls this for the whole run and for each project.
  if (process.env["LYNC_RECORD_REQUESTS"]) return;
  // Every request of the run is recorded, and test/last compares them with the contract cases.
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-requests-"));
  process.env["LYNC_RECORD_REQUESTS"] = join(folder, "requests.jsonl");
  const powershell = findPowerShell();
  if (powershell !== undefined) process.env["LYNC_TEST_POWERSHELL"] = powershell;
  else console.warn(skippedWithoutPowerShell);
  await ensureBuilt({ install: false });
  return () => rmSync(folder, { recursive: true, force: true });
}
