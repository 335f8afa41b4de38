import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureReady } from "./setup.mjs";

/** Vitest's global set-up: plain `npx vitest run` gets a build and LYNC_TEST_PULUMI, the CLI's path, as npm test does. */
export default async function setup() {
  // Every request of the run is written down; test/last compares them with the contract cases.
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-requests-"));
  process.env["LYNC_RECORD_REQUESTS"] = join(folder, "requests.jsonl");
  await provideSetup();
  return () => rmSync(folder, { recursive: true, force: true });
}

async function provideSetup() {
  if (process.env["LYNC_TEST_PULUMI"]) return;
  const { pulumi } = await ensureReady({ install: false });
  process.env["LYNC_TEST_PULUMI"] = pulumi;
}
