import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkoutFolder } from "../../tools/paths.mjs";
import { finish, startNode, type Started } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Ends when the other script has written its file. If no other script runs, it never ends. */
const meets = (own: string, other: string): string =>
  `node -e "const fs = require('fs'); fs.writeFileSync('${own}', ''); const wait = () => fs.existsSync('${other}') ? console.log('${own} met') : setTimeout(wait, 20); wait()"`;

function startScripts(scripts: Record<string, string>): Started {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts }));
  return startNode([join(checkoutFolder, "tools", "runScripts.mjs"), ...Object.keys(scripts)], { cwd: folder });
}

test("scripts run at the same time, and the output of each is shown", async () => {
  const { code, output } = await finish(startScripts({ one: meets("1", "2"), two: meets("2", "1") }));
  expect(output).toMatch(/^1 met$/m);
  expect(output).toMatch(/^2 met$/m);
  expect(code).toBe(0);
});

test("if one script fails, the others still end, and the exit code is that of the failed one", async () => {
  const slow = "node -e \"setTimeout(() => console.log('ended'), 300)\"";
  const { code, output } = await finish(startScripts({ slow, wrong: "node -e \"console.error('wrong'); process.exitCode = 3\"" }));
  expect(output).toMatch(/^ended$/m);
  expect(output).toMatch(/^wrong$/m);
  expect(code).toBe(3);
});
