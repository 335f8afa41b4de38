import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { readChangelog, UNRELEASED } from "./changelog.mjs";
import { readJson } from "./json.mjs";
import { releaseStatesFolder } from "./paths.mjs";
import { excerpt, runQuietly } from "./processes.mjs";

const MANIFEST = "provider/package.json";
const CHANGELOG = "CHANGELOG.md";
const MOST_CHANGES = 5;

/** npm compares only this form with the repository of the workflow that signs the provenance. */
const repositoryUrl = /^(?:git\+)?(?<page>https:\/\/github\.com\/[\w.-]+\/[\w.-]+?)(?:\.git)?$/;

/** @typedef {{ version: string, repository?: { url?: string } }} Manifest */

/**
 * Why a release is refused. Each reason names the place, the value and what is allowed.
 * @param {{ root: string, tag: string | undefined, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<string[]>}
 */
export async function refusalsOf({ root, tag, env }) {
  const manifest = /** @type {Manifest} */ (readJson(join(root, MANIFEST)));
  return [
    ...tagRefusals(manifest, tag),
    ...lockRefusals(manifest, root),
    ...changelogRefusals(manifest, root),
    ...repositoryRefusals(manifest, env),
    ...(await workingTreeRefusals(root)),
    ...stateRefusals(manifest, root),
  ];
}

/** @param {Manifest} manifest @param {string | undefined} tag */
function tagRefusals({ version }, tag) {
  if (tag === undefined || tag === `v${version}`) return [];
  return [
    `The tag is "${tag}", but the version in ${MANIFEST} is "${version}". Allowed: v${version}. Tag the commit that has this version.`,
  ];
}

/**
 * If package-lock.json has the old version, npm ci fails because the examples need the new one.
 * @param {Manifest} manifest
 * @param {string} root
 */
function lockRefusals({ version }, root) {
  const { packages } = /** @type {import("./productionPackages.mjs").Lock} */ (readJson(join(root, "package-lock.json")));
  const locked = packages["provider"]?.version;
  if (locked === version) return [];
  return [
    `package-lock.json has the version "${locked}" of pulumi-lync, but ${MANIFEST} has "${version}". Allowed: the same version in both. ` +
      "Run npm install --package-lock-only --ignore-scripts, and commit the result.",
  ];
}

/** @param {Manifest} manifest @param {string} root */
function changelogRefusals({ version }, root) {
  const file = join(root, CHANGELOG);
  if (!existsSync(file)) return [`${CHANGELOG} is missing. Allowed: a file in the format of Keep a Changelog.`];
  const { releases, problems } = readChangelog(readFileSync(file, "utf8"));
  if (problems.length > 0) return problems;
  const newest = releases.find((release) => release.version !== UNRELEASED)?.version;
  if (newest === version) return [];
  if (releases.some((release) => release.version === version)) {
    return [`${CHANGELOG} has "${newest}" as its newest version, but ${MANIFEST} has "${version}". Allowed: the same version in both.`];
  }
  return [
    `${CHANGELOG} has no section for the version "${version}" of ${MANIFEST}. ` +
      `Allowed: a heading with version and date, such as "## [${version}] - 2026-12-31".`,
  ];
}

/** @param {Manifest} manifest @param {NodeJS.ProcessEnv} env */
function repositoryRefusals({ repository }, env) {
  const url = repository?.url;
  const allowed = `Allowed: the address of the project on GitHub, such as "git+https://github.com/OWNER/NAME.git".`;
  if (!url) return [`${MANIFEST} has no repository.url, but npm's provenance needs it. ${allowed}`];
  const page = repositoryUrl.exec(url)?.groups?.["page"];
  if (page === undefined) return [`${MANIFEST} has the repository.url "${url}". ${allowed}`];
  if (!env["GITHUB_REPOSITORY"]) return [];
  const here = `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}`;
  if (page === here) return [];
  return [
    `${MANIFEST} has the repository.url "${url}", but the workflow runs in "${here}". Allowed: the address of the workflow's repository, letter by letter.`,
  ];
}

/** @param {string} root */
async function workingTreeRefusals(root) {
  const status = await runQuietly(["git", "status", "--porcelain"], { cwd: root });
  if (status.code !== 0) return [`git status failed (exit code ${status.code}): ${excerpt(status)}`];
  const changes = status.stdout.split("\n").flatMap((line) => line.trim() || []);
  if (changes.length === 0) return [];
  const more = changes.length > MOST_CHANGES ? ` and ${changes.length - MOST_CHANGES} more` : "";
  return [`The working tree has changes: ${changes.slice(0, MOST_CHANGES).join(", ")}${more}. Allowed: no changes. Commit or stash them.`];
}

/**
 * Later versions are tested with the states of all releases.
 * @param {Manifest} manifest
 * @param {string} root
 */
function stateRefusals({ version }, root) {
  const folder = posix.join(releaseStatesFolder, version);
  if (existsSync(join(root, folder)) && readdirSync(join(root, folder)).length > 0) return [];
  return [`${folder} is missing or empty. Allowed: the state that this version writes. Run npm run keep:state, and commit the result.`];
}
