import { join } from "node:path";
import { expect, test } from "vitest";
import { copyCheckout } from "../../tools/copyCheckout.mjs";
import { finish, startNode } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";

test.each([
  "tools/checkPackage.mjs",
  "tools/release.mjs",
  "test/installed/keepState.mjs",
  "test/setups/main.mjs",
  "test/versions/main.mjs",
])("%s starts in a checkout that has no packages yet", async (command) => {
  const root = temporaryFolder();
  copyCheckout(root);
  const { code, output } = await finish(startNode([join(root, command), "--help"], { cwd: root }));
  expect(output).toContain("Exit code: 0");
  expect(code).toBe(0);
});
