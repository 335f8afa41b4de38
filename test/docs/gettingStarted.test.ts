import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { temporaryFolder } from "../tools/temporaryFolder.js";
import { blocksOf } from "./markdown";

/** Each command of README's "Try it" and of the line ends of Windows, and what runs it. */
const runBy = new Map([
  ["npm start", "test/setups"],
  ["npm test", "the test workflow, in a fresh clone"],
  ["npm run pulumi -- preview --diff", "test/engine/examples.test.ts"],
  ["npm run pulumi -- up", "test/engine/examples.test.ts"],
  ["npm run pulumi -- destroy", "test/engine/examples.test.ts"],
  ["npm run report -- --stack dev", "test/engine/report.test.ts"],
  ["npm run doctor -- --stack dev", "test/engine/report.test.ts"],
  ["git rm -r -q --cached .", "this file"],
  ["git reset --hard", "this file"],
]);

const commands = [...commandsOf("README.md", "Try it"), ...commandsOf("docs/checkout.md", "Line ends of Windows")];

beforeAll(() => {
  const elsewhere = [...runBy].filter(([, by]) => by !== "this file").map(([command, by]) => `${command} (by ${by})`);
  console.info(`NOT RUN BY ${path.basename(import.meta.filename)}: ${elsewhere.join(", ")}.`);
});

test("something runs every command of these sections", () => {
  expect(commands).toEqual([...runBy.keys()]);
});

test.each(commands.filter((command) => command.startsWith("npm ")))("%s is a script of package.json", (command) => {
  const { scripts } = readJson(path.join(checkoutFolder, "package.json")) as { scripts: Record<string, string> };
  const [, script = ""] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? [];
  expect(Object.keys(scripts)).toContain(script);
});

test("the commands for a checkout with the line ends of Windows write every file again", () => {
  const root = temporaryFolder();
  const run = (command: string): unknown => execFileSync("git", command.split(" ").slice(1), { cwd: root });
  const inRoot = (name: string): string => path.join(root, name);
  for (const command of ["git init --quiet", "git config user.name T", "git config user.email t@example.com"]) run(command);
  writeFileSync(inRoot(".gitattributes"), readFileSync(path.join(checkoutFolder, ".gitattributes")));
  writeFileSync(inRoot("starter"), "#!/bin/sh\n");
  for (const command of ["git add .", "git commit --quiet -m files"]) run(command);
  writeFileSync(inRoot("starter"), "#!/bin/sh\r\n");
  for (const command of commands.filter((each) => each.startsWith("git "))) run(command);
  expect(readFileSync(inRoot("starter"), "utf8")).toBe("#!/bin/sh\n");
});

function commandsOf(page: string, section: string): string[] {
  return blocksOf(page)
    .filter(({ headings }) => headings.includes(section))
    .flatMap(({ code }) => code.trim().split("\n"));
}
