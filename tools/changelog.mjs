import MarkdownIt from "markdown-it";
import prettier from "prettier";
import semver from "semver";

/** The name of the first section, which is for the next release. */
export const UNRELEASED = "Unreleased";

const TITLE = "Changelog";
const SECTIONS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
const HEADINGS = '## [Unreleased], or a version with its date, such as "## [1.0.0] - 2026-12-31"';
const heading = /^\[Unreleased\]$|^\[(?<version>\d+\.\d+\.\d+)\] - (?<date>\d{4}-\d\d-\d\d)(?: \[YANKED\])?$/;

/**
 * @typedef {object} Block a heading, a list or another text at the top level of the page
 * @property {string} tag such as h2 or ul
 * @property {string} text of a heading or a paragraph
 * @property {number} line where it begins, from 1
 * @property {number} end the line after it
 */

/**
 * @typedef {object} Release
 * @property {string} version or Unreleased
 * @property {string | undefined} date
 * @property {Block} heading
 * @property {Block[]} blocks the blocks below its heading
 */

/**
 * Reads a changelog in the format of Keep a Changelog 1.1.0. A problem names its line, what was
 * found and what is allowed.
 * @param {string} text
 * @returns {{ releases: Release[], problems: string[] }}
 */
export function readChangelog(text) {
  const blocks = blocksOf(text);
  const { releases, problems } = releasesOf(blocks);
  const all = [...titleProblems(blocks), ...problems, ...orderProblems(releases), ...releases.flatMap(sectionProblems)];
  return { releases, problems: all.map((problem) => `CHANGELOG.md, ${problem}.`) };
}

/**
 * A release's part of the changelog, without its heading. Each change is on one line, because
 * GitHub keeps every line break of release notes.
 * @param {string} text
 * @param {string} version or Unreleased
 */
export async function notesOf(text, version) {
  const { releases } = readChangelog(text);
  const index = releases.findIndex((release) => release.version === version);
  if (index === -1) throw new Error(`CHANGELOG.md has no section for ${version}.`);
  const lines = text.split("\n").slice((releases[index]?.heading.end ?? 0) - 1, (releases[index + 1]?.heading.line ?? Infinity) - 1);
  return prettier.format(lines.join("\n"), { parser: "markdown", proseWrap: "never" });
}

/** @param {string} text @returns {Block[]} */
function blocksOf(text) {
  const tokens = new MarkdownIt().parse(text, {});
  return tokens.flatMap(({ level, nesting, tag, map }, index) => {
    if (level !== 0 || nesting === -1 || map === null) return [];
    return [{ tag, text: tokens[index + 1]?.content ?? "", line: map[0] + 1, end: map[1] + 1 }];
  });
}

/** @param {Block[]} blocks @returns {string[]} */
function titleProblems([first, ...others]) {
  const allowed = `Allowed: # ${TITLE}`;
  if (first?.tag !== "h1") return [`line 1: there is no title. ${allowed}`];
  const second = others.filter(({ tag }) => tag === "h1").map(({ line }) => `line ${line}: there is a second title. Allowed: one title`);
  return first.text === TITLE ? second : [`line ${first.line}: the title is "${first.text}". ${allowed}`, ...second];
}

/** @param {Block[]} blocks */
function releasesOf(blocks) {
  /** @type {Release[]} */
  const releases = [];
  /** @type {string[]} */
  const problems = [];
  for (const block of blocks) {
    const match = heading.exec(block.text);
    if (block.tag !== "h2") releases.at(-1)?.blocks.push(block);
    else if (match === null) problems.push(`line ${block.line}: the heading is "${block.text}". Allowed: ${HEADINGS}`);
    else releases.push({ version: match.groups?.["version"] ?? UNRELEASED, date: match.groups?.["date"], heading: block, blocks: [] });
  }
  return { releases, problems };
}

/** @param {Release[]} releases @returns {string[]} */
function orderProblems(releases) {
  const [first] = releases;
  const start =
    first === undefined || first.version === UNRELEASED
      ? []
      : [`line ${first.heading.line}: the first release is "${first.version}". Allowed: ## [${UNRELEASED}], which remains at the top`];
  return [...start, ...releases.flatMap((release, index) => placeProblems(release, releases.slice(0, index)))];
}

/**
 * What is wrong with the position of a release below those above it.
 * @param {Release} release
 * @param {Release[]} above
 * @returns {string[]}
 */
function placeProblems({ version, date, heading: { line } }, above) {
  if (above.some((other) => other.version === version))
    return [`line ${line}: the release "${version}" occurs twice. Allowed: each release once`];
  if (date === undefined) return [];
  if (!isDay(date)) return [`line ${line}: the date is "${date}". Allowed: a date of the calendar, as YYYY-MM-DD`];
  const before = above.at(-1);
  if (before?.date === undefined) return [];
  const order = "Allowed: the newest release first";
  if (semver.gt(version, before.version)) return [`line ${line}: "${version}" is below "${before.version}". ${order}`];
  return date > before.date ? [`line ${line}: "${date}" is below "${before.date}". ${order}`] : [];
}

/** @param {string} date */
function isDay(date) {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** @param {Release} release @returns {string[]} */
function sectionProblems({ version, heading: { line }, blocks }) {
  const isEmpty = version !== UNRELEASED && !blocks.some(({ tag }) => tag === "h3");
  const empty = isEmpty ? [`line ${line}: ${version} has no section. Allowed: one or more of ${SECTIONS.join(", ")}`] : [];
  return [
    ...empty,
    ...blocks.flatMap((block, index) => blockProblems(block, { version, above: blocks.slice(0, index), next: blocks[index + 1] })),
  ];
}

/**
 * @param {Block} block
 * @param {{ version: string, above: Block[], next: Block | undefined }} place
 * @returns {string[]}
 */
function blockProblems({ tag, text, line }, { version, above, next }) {
  const sectionsAbove = above.filter((other) => other.tag === "h3").map((other) => other.text);
  if (/^h[4-6]$/.test(tag)) {
    return [`line ${line}: the heading begins with ${tag.slice(1)} signs. Allowed: # for the title, ## for releases, ### for sections`];
  }
  if (tag === "p" && sectionsAbove.length > 0)
    return [`line ${line}: "${text}" is not in a list. Allowed: a list of changes in each section`];
  if (tag !== "h3") return [];
  if (!SECTIONS.includes(text)) return [`line ${line}: the section is "${text}". Allowed: ${SECTIONS.join(", ")}`];
  if (sectionsAbove.includes(text)) return [`line ${line}: ${version} has the section "${text}" twice. Allowed: each section once`];
  const isEmpty = next === undefined || next.tag === "h3";
  return isEmpty ? [`line ${line}: the section "${text}" is empty. Allowed: a list of changes`] : [];
}
