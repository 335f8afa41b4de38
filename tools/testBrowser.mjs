import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { requireBrowser } from "./browser.mjs";
import { exitCodeOf, runCommand } from "./command.mjs";
import { runInForeground } from "./processes.mjs";
import { ensureBuilt } from "./setup.mjs";

await runCommand(testBrowser);

/**
 * npm run test:browser: set-up, and the tests of the HTML report and the documentation site in a
 * real browser. It fails if there is none.
 */
async function testBrowser() {
  requireBrowser();
  const { root } = await ensureBuilt();
  const vitest = join(dirname(createRequire(join(root, "package.json")).resolve("vitest/package.json")), "vitest.mjs");
  const config = join("test", "browser", "vitest.config.ts");
  return exitCodeOf(await runInForeground([process.execPath, vitest, "run", "--config", config, ...process.argv.slice(2)], { cwd: root }));
}
