import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { productionPackages, type Lock } from "../../tools/productionPackages.mjs";
import { sbomOf } from "../../tools/sbom.mjs";

const lock = readJson(join(checkoutFolder, "package-lock.json")) as Lock;
const { version } = readJson(join(checkoutFolder, "provider", "package.json")) as { version: string };
const expected = new Set(productionPackages(lock, "provider").map(({ name, locked }) => `${name}@${locked.version}`));

test("the CycloneDX bill describes pulumi-lync and every installed package, each with its licence and its hash", async () => {
  const { bomFormat, metadata, components, dependencies } = JSON.parse(
    await sbomOf({ root: checkoutFolder, format: "cyclonedx" }),
  ) as CycloneDx;
  expect(bomFormat).toBe("CycloneDX");
  expect(metadata.component).toMatchObject({
    name: "pulumi-lync",
    version,
    purl: `pkg:npm/pulumi-lync@${version}`,
    licenses: [{ license: { id: "Apache-2.0" } }],
  });
  expect(new Set(components.map(({ purl }) => decodeURIComponent(purl).replace("pkg:npm/", "")))).toEqual(expected);
  for (const { licenses, hashes } of components) {
    expect(licenses).toEqual([{ license: { id: expect.stringMatching(/./) } }]);
    expect(hashes).toEqual([{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
  }
  // The checkout also uses yaml and semver as tools.
  const direct = dependencies.find(({ ref }) => ref === `pulumi-lync@${version}`)?.dependsOn.map((ref) => ref.replace(/@[^@]*$/, ""));
  expect(direct).toEqual(expect.arrayContaining(["yaml", "semver", "zod"]));
});

test("the SPDX bill has the same packages", async () => {
  const { spdxVersion, name, packages, documentDescribes } = JSON.parse(await sbomOf({ root: checkoutFolder, format: "spdx" })) as Spdx;
  expect({ spdxVersion, name, documentDescribes }).toEqual({
    spdxVersion: "SPDX-2.3",
    name: `pulumi-lync@${version}`,
    documentDescribes: [`SPDXRef-Package-pulumi-lync-${version}`],
  });
  const [own, ...others] = packages;
  expect(own).toMatchObject({ name: "pulumi-lync", versionInfo: version, licenseDeclared: "Apache-2.0" });
  expect(new Set(others.map((one) => `${one.name}@${one.versionInfo}`))).toEqual(expected);
  for (const { licenseDeclared } of others) expect(licenseDeclared).not.toBe("NOASSERTION");
});

interface CycloneDx {
  bomFormat: string;
  metadata: { component: object };
  components: { purl: string; licenses: object[]; hashes: object[] }[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

interface Spdx {
  spdxVersion: string;
  name: string;
  documentDescribes: string[];
  packages: { name: string; versionInfo: string; licenseDeclared: string }[];
}
