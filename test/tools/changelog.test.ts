import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { notesOf, readChangelog } from "../../tools/changelog.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";

const head = "# Changelog\n\nWhat changed.\n\n";
const unreleased = "## [Unreleased]\n\n";
const second = "## [0.2.0] - 2026-12-24\n\n### Added\n\n- A report.\n\n### Fixed\n\n- A slip\n  of two lines.\n\n";
const first = "## [0.1.0] - 2026-12-01\n\n### Added\n\n- A plan.\n";
const right = head + unreleased + second + first;

test("CHANGELOG.md is in the format of Keep a Changelog", () => {
  const { problems, releases } = readChangelog(readFileSync(join(checkoutFolder, "CHANGELOG.md"), "utf8"));
  expect(problems).toEqual([]);
  expect(releases[0]?.version).toBe("Unreleased");
});

test("a changelog is read release by release", () => {
  const { problems, releases } = readChangelog(right);
  expect(problems).toEqual([]);
  expect(releases.map(({ version, date }) => ({ version, date }))).toEqual([
    { version: "Unreleased", date: undefined },
    { version: "0.2.0", date: "2026-12-24" },
    { version: "0.1.0", date: "2026-12-01" },
  ]);
});

const headings = '## [Unreleased], or a version with its date, such as "## [1.0.0] - 2026-12-31"';
const sections = "Added, Changed, Deprecated, Removed, Fixed, Security";

test.each([
  ["another title", "# Changelog", "# Changes", 'line 1: the title is "Changes". Allowed: # Changelog'],
  ["no title", "# Changelog\n\n", "", "line 1: there is no title. Allowed: # Changelog"],
  [
    "no section for the next release",
    unreleased,
    "",
    'line 5: the first release is "0.2.0". Allowed: ## [Unreleased], which remains at the top',
  ],
  ["two such sections", first, unreleased + first, 'line 18: the release "Unreleased" occurs twice. Allowed: each release once'],
  ["a version without its date", "[0.1.0] - 2026-12-01", "[0.1.0]", `line 18: the heading is "[0.1.0]". Allowed: ${headings}`],
  ["a version without brackets", "[0.1.0]", "0.1.0", `line 18: the heading is "0.1.0 - 2026-12-01". Allowed: ${headings}`],
  ["a version of two numbers", "[0.1.0]", "[0.1]", `line 18: the heading is "[0.1] - 2026-12-01". Allowed: ${headings}`],
  [
    "a date that does not exist",
    "2026-12-01",
    "2026-02-30",
    'line 18: the date is "2026-02-30". Allowed: a date of the calendar, as YYYY-MM-DD',
  ],
  ["versions in the wrong order", "[0.1.0]", "[0.3.0]", 'line 18: "0.3.0" is below "0.2.0". Allowed: the newest release first'],
  ["versions in alphabetical order", "[0.1.0]", "[0.10.0]", 'line 18: "0.10.0" is below "0.2.0". Allowed: the newest release first'],
  ["one version twice", "[0.1.0]", "[0.2.0]", 'line 18: the release "0.2.0" occurs twice. Allowed: each release once'],
  [
    "dates in the wrong order",
    "2026-12-01",
    "2026-12-25",
    'line 18: "2026-12-25" is below "2026-12-24". Allowed: the newest release first',
  ],
  ["a section of another name", "### Fixed", "### Bugs", `line 13: the section is "Bugs". Allowed: ${sections}`],
  ["a section in small letters", "### Fixed", "### fixed", `line 13: the section is "fixed". Allowed: ${sections}`],
  ["a section twice", "### Fixed", "### Added", 'line 13: 0.2.0 has the section "Added" twice. Allowed: each section once'],
  ["a section without changes", "- A report.\n\n", "", 'line 9: the section "Added" is empty. Allowed: a list of changes'],
  ["a last section without changes", "- A plan.\n", "", 'line 20: the section "Added" is empty. Allowed: a list of changes'],
  ["a change outside a list", "- A plan.", "A plan.", 'line 22: "A plan." is not in a list. Allowed: a list of changes in each section'],
  [
    "changes outside a section",
    "### Added\n\n- A plan.",
    "- A plan.",
    "line 18: 0.1.0 has no section. Allowed: one or more of " + sections,
  ],
  [
    "a deeper heading",
    "### Fixed",
    "#### Fixed",
    "line 13: the heading begins with 4 signs. Allowed: # for the title, ## for releases, ### for sections",
  ],
  ["a second title", "## [0.1.0] - 2026-12-01", "# Changelog", "line 18: there is a second title. Allowed: one title"],
])("a changelog with %s is refused, and the message names the line and what is allowed", (_, good, bad, problem) => {
  const at = right.lastIndexOf(good);
  expect(at).toBeGreaterThanOrEqual(0);
  const text = right.slice(0, at) + bad + right.slice(at + good.length);
  expect(readChangelog(text).problems).toContain(`CHANGELOG.md, ${problem}.`);
});

test("the notes of a version are its own section without the heading, with each change on one line", async () => {
  expect(await notesOf(right, "0.2.0")).toBe("### Added\n\n- A report.\n\n### Fixed\n\n- A slip of two lines.\n");
  expect(await notesOf(right, "0.1.0")).toBe("### Added\n\n- A plan.\n");
  expect(await notesOf(right, "Unreleased")).toBe("");
});
