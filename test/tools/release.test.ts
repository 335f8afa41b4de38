import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkoutFolder } from "../../tools/paths.mjs";
import { finish, startNode } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** The environment of a workflow in another repository. */
const elsewhere = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "contoso/elsewhere" };

function release(...args: string[]): Promise<{ code: number | null; output: string }> {
  return finish(
    startNode([join(checkoutFolder, "tools", "release.mjs"), ...args], { cwd: checkoutFolder, env: { ...process.env, ...elsewhere } }),
  );
}

test("--help lists every option", async () => {
  const { code, output } = await release("--help");
  expect(code).toBe(0);
  for (const option of ["--tag", "--folder", "--help"]) expect(output).toMatch(new RegExp(`^ {2}${option}\\b`, "m"));
});

test.each([
  [["--tags", "v1"], "Unknown option '--tags'"],
  [["--tag"], "Option '--tag <value>' argument missing"],
  [["v0.1.0"], "Unexpected argument 'v0.1.0'"],
])("%j is refused, and the help is printed", async (args, message) => {
  const { code, output } = await release(...args);
  expect(code).toBe(1);
  expect(output).toContain(`error: ${message}`);
  expect(output).toContain("--folder");
  expect(output).not.toContain("    at ");
});

test("a refused release makes nothing, and prints each reason on its own line", async () => {
  const folder = join(temporaryFolder(), "release");
  const { code, output } = await release("--tag", "v0.0.0-none", "--folder", folder);
  expect(code).toBe(1);
  expect(output).toMatch(/^error: The tag is "v0\.0\.0-none", but the version in provider\/package\.json is "/m);
  expect(output).toMatch(/^error: provider\/package\.json has .*repository\.url/m);
  expect(existsSync(folder)).toBe(false);
});

test("a rehearsal makes the files, and says why a release would be refused", async () => {
  const folder = join(temporaryFolder(), "release");
  const { code, output } = await release("--folder", folder);
  expect(code).toBe(0);
  expect(readdirSync(folder)).toHaveLength(5);
  for (const name of readdirSync(folder)) expect(output).toContain(`  ${name}\n`);
  expect(output).toContain("This was a rehearsal. A release would be refused:\n");
  expect(output).toMatch(/^- provider\/package\.json has .*repository\.url/m);
});
