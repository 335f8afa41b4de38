import { OLDEST_TESTED_PULUMI } from "./pulumiVersions.mjs";
import { ensureReady } from "./setup.mjs";

/** Vitest's global set-up for tests with a real `pulumi`: sets LYNC_TEST_PULUMI to its path. */
export default async function setup() {
  if (process.env["LYNC_TEST_PULUMI"]) return;
  const { pulumi } = await ensureReady({ install: false, oldestPulumi: OLDEST_TESTED_PULUMI });
  process.env["LYNC_TEST_PULUMI"] = pulumi;
}
