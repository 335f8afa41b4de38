import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { FETCHED_PULUMI, GO_MODULES, OLDEST_PULUMI } from "../../tools/pulumiVersions.mjs";

// GitHub's options, as far as they are used here.
// https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-options-reference
const updateType = z.enum(["version-update:semver-major", "version-update:semver-minor", "version-update:semver-patch"]);
const group = z.strictObject({
  "dependency-type": z.enum(["production", "development"]).optional(),
  patterns: z.array(z.string()).optional(),
});
const update = z.strictObject({
  "package-ecosystem": z.enum(["npm", "github-actions", "gomod"]),
  directory: z.string().startsWith("/"),
  schedule: z.strictObject({ interval: z.enum(["daily", "weekly", "monthly"]), day: z.string().optional() }),
  cooldown: z.strictObject({ "default-days": z.number().int().positive() }).optional(),
  "versioning-strategy": z.enum(["auto", "increase", "increase-if-necessary", "lockfile-only", "widen"]).optional(),
  groups: z.record(z.string(), group).optional(),
  ignore: z.array(z.strictObject({ "dependency-name": z.string(), "update-types": z.array(updateType).optional() })).optional(),
});
const { updates } = z
  .strictObject({ version: z.literal(2), updates: z.array(update) })
  .parse(parse(readFileSync(path.join(checkoutFolder, ".github", "dependabot.yml"), "utf8")));
const manifests = { npm: "package-lock.json", "github-actions": ".github/workflows", gomod: "go.mod" };
const packages = readJson(path.join(checkoutFolder, "package.json")) as { devDependencies: Record<string, string> };

test.each(updates)("the directory $directory has a file for $package-ecosystem", ({ "package-ecosystem": ecosystem, directory }) => {
  expect(existsSync(path.join(checkoutFolder, directory, manifests[ecosystem]))).toBe(true);
});

test("every update that can come belongs to a group and waits some days", () => {
  const coming = updates.filter(({ ignore = [] }) => !ignore.some((rule) => isWhole(rule)));
  expect(coming.map(({ "package-ecosystem": ecosystem }) => ecosystem)).toEqual(["npm", "github-actions", "gomod"]);
  for (const { groups, cooldown } of coming) expect(groups && cooldown).toBeDefined();
});

test("every Go module is listed, and only that of the oldest Pulumi CLI never changes", () => {
  const modules = updates.filter(({ "package-ecosystem": ecosystem }) => ecosystem === "gomod");
  const whole = (version: string): boolean =>
    modules.find(({ directory }) => directory === `/${GO_MODULES.get(version) ?? ""}`)!.ignore?.some(isWhole) ?? false;
  expect(modules.map(({ directory }) => directory)).toEqual([...GO_MODULES.values()].map((folder) => `/${folder}`));
  expect(whole(OLDEST_PULUMI)).toBe(true);
  expect(whole(FETCHED_PULUMI)).toBe(false);
});

test("a package that package.json pins to a version or a minor version is not updated beyond it", () => {
  const { ignore = [] } = updates.find(({ "package-ecosystem": ecosystem }) => ecosystem === "npm")!;
  const major = ["version-update:semver-major"];
  const minor = [...major, "version-update:semver-minor"];
  const all = [...minor, "version-update:semver-patch"];
  const pinned = Object.entries(packages.devDependencies).flatMap(([name, range]) => {
    if (/^\d/.test(range)) return [[name, all]];
    return range.startsWith("~") ? [[name, minor]] : [];
  });
  expect(pinned.length).toBeGreaterThan(0);
  const ignored = ignore.map((rule) => [rule["dependency-name"], rule["update-types"]]);
  expect(Object.fromEntries(ignored)).toEqual({ "*": major, ...Object.fromEntries(pinned) });
});

function isWhole(rule: { "dependency-name": string; "update-types"?: unknown }): boolean {
  return rule["dependency-name"] === "*" && rule["update-types"] === undefined;
}
