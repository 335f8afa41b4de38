import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { licenceProblems, licencesPage, packagesWithLicences } from "../../tools/licences.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";

const packages = packagesWithLicences(checkoutFolder);

test("every package that comes with pulumi-lync has a licence that is allowed", () => {
  expect(packages.length).toBeGreaterThan(50);
  expect(licenceProblems(packages)).toEqual([]);
});

test.each(packages)("$name $version says so itself: $licence", ({ source, version, licence }) => {
  const installed = readJson(join(checkoutFolder, source, "package.json")) as { version: string; license: string };
  expect({ version, licence }).toEqual({ version: installed.version, licence: installed.license });
});

test.each([
  ["of another licence", "GPL-3.0-only", 'licence "GPL-3.0-only"'],
  ["of a choice that nobody has made", "(MIT OR GPL-3.0-only)", 'licence "(MIT OR GPL-3.0-only)"'],
  ["without a licence", undefined, "no licence"],
  ["of an empty licence", "", "no licence"],
])("a package %s is refused", (_, licence, found) => {
  const [problem, ...others] = licenceProblems([...packages, { name: "other", version: "1.0.0", licence, source: "node_modules/other" }]);
  expect(problem).toBe(
    `package-lock.json: other 1.0.0 has ${found}. Allowed: MIT, ISC, BSD-2-Clause, BSD-3-Clause, BlueOak-1.0.0. ` +
      "Use another package, or add the licence to tools/licences.mjs if pulumi-lync's users may be bound by it.",
  );
  expect(others).toEqual([]);
});

test("the page has zod, which is also part of the package, and names the peer without its packages", () => {
  const page = licencesPage(checkoutFolder);
  expect(page).toMatch(/^\| zod \| [\d.]+ \| MIT \|$/m);
  expect(page).toContain("dist/zod.js");
  expect(page).toMatch(/`@pulumi\/pulumi` .*Apache-2\.0/);
  expect(page).not.toContain("@grpc/");
});
