import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { licenceProblems, licencesPage, packagesWithLicences } from "../../tools/licences.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";

const packages = packagesWithLicences(checkoutFolder);

test("every package that is installed with pulumi-lync has an allowed licence", () => {
  expect(packages.length).toBeGreaterThan(50);
  expect(licenceProblems(packages)).toEqual([]);
});

test.each(packages)("$name $version has the licence $licence in its own package.json, too", ({ source, version, licence }) => {
  const installed = readJson(join(checkoutFolder, source, "package.json")) as { version: string; license: string };
  expect({ version, licence }).toEqual({ version: installed.version, licence: installed.license });
});

test.each([
  ["with another licence", "GPL-3.0-only", 'licence "GPL-3.0-only"'],
  ["with a choice of licences", "(MIT OR GPL-3.0-only)", 'licence "(MIT OR GPL-3.0-only)"'],
  ["without a licence", undefined, "no licence"],
  ["with an empty licence", "", "no licence"],
])("a package %s is refused", (_, licence, found) => {
  const [problem, ...others] = licenceProblems([...packages, { name: "other", version: "1.0.0", licence, source: "node_modules/other" }]);
  expect(problem).toBe(
    `package-lock.json: other 1.0.0 has ${found}. Allowed: MIT, ISC, BSD-2-Clause, BSD-3-Clause, BlueOak-1.0.0. ` +
      "Use another package, or add the licence to tools/licences.mjs if users of pulumi-lync can accept it.",
  );
  expect(others).toEqual([]);
});

test("the page lists zod, which is bundled, and names the peer without its packages", () => {
  const page = licencesPage(checkoutFolder);
  expect(page).toMatch(/^\| zod \| [\d.]+ \| MIT \|$/m);
  expect(page).toContain("dist/zod.js");
  expect(page).toMatch(/`@pulumi\/pulumi` .*Apache-2\.0/);
  expect(page).not.toContain("@grpc/");
});
