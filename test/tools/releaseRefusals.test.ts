import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { releaseStatesFolder } from "../../tools/paths.mjs";
import { refusalsOf } from "../../tools/releaseRefusals.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

const url = "git+https://github.com/contoso/lync.git";
const manifest = { name: "pulumi-lync", version: "0.2.0", repository: { type: "git", url } };
const changelog = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-24\n\n### Added\n\n- A plan.\n";
const lock = { packages: { provider: { version: "0.2.0" } } };
const state = join(releaseStatesFolder, "0.2.0", "contoso.json");
const github = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "contoso/lync" };

interface Fault {
  tag?: string;
  files?: Record<string, string | undefined>;
  env?: NodeJS.ProcessEnv;
  uncommitted?: Record<string, string>;
}

test.each<Fault>([{ tag: "v0.2.0" }, { tag: "v0.2.0", env: github }, {}])(
  "a release that lacks nothing is not refused: %j",
  async (all) => {
    expect(await refusals(all)).toEqual([]);
  },
);

test.each<[string, Fault, string]>([
  [
    "a tag of another version",
    { tag: "v0.3.0" },
    'The tag is "v0.3.0", but the version in provider/package.json is "0.2.0". Allowed: v0.2.0. Tag the commit that has this version.',
  ],
  [
    "a tag without its v",
    { tag: "0.2.0" },
    'The tag is "0.2.0", but the version in provider/package.json is "0.2.0". Allowed: v0.2.0. Tag the commit that has this version.',
  ],
  [
    "a version that package-lock.json does not have",
    { files: { "package-lock.json": JSON.stringify({ packages: { provider: { version: "0.1.0" } } }) } },
    'package-lock.json has the version "0.1.0" of pulumi-lync, but provider/package.json has "0.2.0". Allowed: the same version in both. ' +
      "Run npm install --package-lock-only --ignore-scripts, and commit the result.",
  ],
  [
    "a version that CHANGELOG.md does not have",
    { files: { "CHANGELOG.md": changelog.replace("0.2.0", "0.1.0") } },
    'CHANGELOG.md has no section for the version "0.2.0" of provider/package.json. Allowed: a heading with version and date, such as "## [0.2.0] - 2026-12-31".',
  ],
  [
    "a version without its date",
    { files: { "CHANGELOG.md": changelog.replace(" - 2026-12-24", "") } },
    'CHANGELOG.md, line 5: the heading is "[0.2.0]". Allowed: ## [Unreleased], or a version with its date, such as "## [1.0.0] - 2026-12-31".',
  ],
  [
    "another version on top of CHANGELOG.md",
    { files: { "CHANGELOG.md": changelog.replace("## [0.2.0]", "## [0.3.0] - 2026-12-25\n\n### Added\n\n- A report.\n\n## [0.2.0]") } },
    'CHANGELOG.md has "0.3.0" as its newest version, but provider/package.json has "0.2.0". Allowed: the same version in both.',
  ],
  [
    "no CHANGELOG.md",
    { files: { "CHANGELOG.md": undefined } },
    "CHANGELOG.md is missing. Allowed: a file in the format of Keep a Changelog.",
  ],
  [
    "no repository",
    { files: manifestWith({ repository: undefined }) },
    "provider/package.json has no repository.url, but npm's provenance needs it. " +
      'Allowed: the address of the project on GitHub, such as "git+https://github.com/OWNER/NAME.git".',
  ],
  [
    "a repository elsewhere",
    { files: manifestWith({ repository: { type: "git", url: "git@github.com:contoso/lync.git" } }) },
    'provider/package.json has the repository.url "git@github.com:contoso/lync.git". ' +
      'Allowed: the address of the project on GitHub, such as "git+https://github.com/OWNER/NAME.git".',
  ],
  [
    "a repository that is not the workflow's",
    { env: { ...github, GITHUB_REPOSITORY: "Contoso/lync" } },
    `provider/package.json has the repository.url "${url}", but the workflow runs in "https://github.com/Contoso/lync". Allowed: the address of the workflow's repository, letter by letter.`,
  ],
  [
    "changes that are not committed",
    { uncommitted: { "CHANGELOG.md": `${changelog}- A report.\n`, "new file.txt": "" } },
    'The working tree has changes: M CHANGELOG.md, ?? "new file.txt". Allowed: no changes. Commit or stash them.',
  ],
  [
    "many changes that are not committed",
    { uncommitted: Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [name, ""])) },
    "The working tree has changes: ?? a, ?? b, ?? c, ?? d, ?? e and 1 more. Allowed: no changes. Commit or stash them.",
  ],
  [
    "no state of this version",
    { files: { [state]: undefined, [join(releaseStatesFolder, "0.1.0", "contoso.json")]: "{}" } },
    "test/fixtures/releases/0.2.0 is missing or empty. Allowed: the state that this version writes. Run npm run keep:state, and commit the result.",
  ],
])("%s: the refusal names the place, the value and what is allowed", async (_, fault, message) => {
  expect(await refusals({ tag: "v0.2.0", ...fault })).toEqual([message]);
});

test("a checkout without git is refused", async () => {
  const root = temporaryFolder();
  write(root, { ...manifestWith({}), "package-lock.json": JSON.stringify(lock), "CHANGELOG.md": changelog, [state]: "{}" });
  expect(await refusalsOf({ root, tag: "v0.2.0", env: {} })).toEqual([expect.stringMatching(/^git status failed \(exit code 128\): ./)]);
});

test("everything that is wrong is named at once", async () => {
  const files = { ...manifestWith({ repository: undefined }), [state]: undefined };
  expect(await refusals({ tag: "v1.0.0", files })).toHaveLength(3);
});

function manifestWith(changes: object): Record<string, string> {
  return { "provider/package.json": JSON.stringify({ ...manifest, ...changes }) };
}

/** The refusals in a checkout that has everything a release needs, except for the faults. */
async function refusals({ tag, files = {}, env = {}, uncommitted = {} }: Fault): Promise<string[]> {
  const root = temporaryFolder();
  write(root, { ...manifestWith({}), "package-lock.json": JSON.stringify(lock), "CHANGELOG.md": changelog, [state]: "{}", ...files });
  const git = (...args: string[]): void =>
    void execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test", ...args], { cwd: root });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "all");
  write(root, uncommitted);
  return refusalsOf({ root, tag, env });
}

function write(root: string, files: Record<string, string | undefined>): void {
  for (const [file, content] of Object.entries(files)) {
    if (content === undefined) continue;
    mkdirSync(join(root, file, ".."), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}
