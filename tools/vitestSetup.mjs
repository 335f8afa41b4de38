import { ensureReady } from "./setup.mjs";

/** Vitest's global set-up: plain `npx vitest run` gets a build and LYNC_TEST_PULUMI, the CLI's path, as npm test does. */
export default async function setup() {
  if (process.env["LYNC_TEST_PULUMI"]) return;
  const { pulumi } = await ensureReady({ install: false });
  process.env["LYNC_TEST_PULUMI"] = pulumi;
}
