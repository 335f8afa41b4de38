import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { npm } from "../../tools/npm.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { runQuietly } from "../../tools/processes.mjs";
import { productionPackages, type Lock, type ProductionPackage } from "../../tools/productionPackages.mjs";

const version = "1.0.0";

/** What npm installs with the workspace "provider" of a checkout with these packages, by place. */
function placed(packages: Lock["packages"]): Record<string, string | undefined> {
  const installed = productionPackages({ packages }, "provider");
  return Object.fromEntries(installed.map(({ place, locked }) => [place, locked.version]));
}

test("the list includes what a dependency needs and what is bundled, but not what only the checkout needs", () => {
  const packages = {
    "": { devDependencies: { shared: "1", tool: "1" } },
    provider: { version, dependencies: { direct: "1" }, devDependencies: { bundled: "1" } },
    "node_modules/bundled": { version, dev: true },
    "node_modules/direct": { version, dependencies: { shared: "1" } },
    "node_modules/shared": { version, dependencies: { direct: "1" } },
    "node_modules/tool": { version, dev: true },
  };
  expect(placed(packages)).toEqual({
    "node_modules/bundled": version,
    "node_modules/direct": version,
    "node_modules/shared": version,
  });
});

test("the list includes an optional package if package-lock.json has it, and a peer only if a dependency needs it", () => {
  const packages = {
    provider: { version, dependencies: { direct: "1" }, peerDependencies: { engine: "1" } },
    "node_modules/direct": {
      version,
      optionalDependencies: { colours: "1", elsewhere: "1" },
      peerDependencies: { host: "1", extra: "1" },
      peerDependenciesMeta: { extra: { optional: true } },
    },
    "node_modules/colours": { version },
    "node_modules/host": { version },
    "node_modules/extra": { version },
    "node_modules/engine": { version },
  };
  expect(placed(packages)).toEqual({ "node_modules/direct": version, "node_modules/colours": version, "node_modules/host": version });
});

test("each package gets the same version as in the checkout, also if the workspace has its own version", () => {
  const packages = {
    provider: { version, dependencies: { "@a/x": "2", y: "1" } },
    "provider/node_modules/@a/x": { version: "2.0.0" },
    "node_modules/@a/x": { version },
    "node_modules/y": { version, dependencies: { "@a/x": "1", z: "1" } },
    "node_modules/y/node_modules/z": { version: "3.0.0", dependencies: { "@a/x": "1" } },
    "node_modules/z": { version },
  };
  expect(placed(packages)).toEqual({
    "node_modules/@a/x": "2.0.0",
    "node_modules/y": version,
    "node_modules/y/node_modules/@a/x": version,
    "node_modules/z": "3.0.0",
    "node_modules/z/node_modules/@a/x": version,
  });
});

test("the error names a package that package-lock.json lacks, and the package that needs it", () => {
  const packages = { provider: { version, dependencies: { gone: "1" } } };
  expect(() => placed(packages)).toThrow("package-lock.json has no package gone, which provider needs. Run npm install.");
});

test("pulumi-lync installs its dependencies, but neither Pulumi nor the tools of this checkout", () => {
  const names = own().map(({ name }) => name);
  const { dependencies } = readJson(join(checkoutFolder, "provider", "package.json")) as { dependencies: Record<string, string> };
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  // Dependencies of these. The checkout also uses the first one as a tool.
  expect(names).toEqual(expect.arrayContaining(["@types/hast", "string-width", "sprintf-js", "isexe"]));
  for (const name of ["@pulumi/pulumi", "@grpc/grpc-js", "vitest", "typescript", "eslint", "pulumi-lync"])
    expect(names).not.toContain(name);
});

test("npm lists the same packages, and zod is bundled", async () => {
  const options = ["--all", "--json", "--omit=dev", "--omit=peer", "--include=optional", "--workspace=pulumi-lync"];
  const { stdout } = await runQuietly(npm("ls", ...options), { cwd: checkoutFolder });
  const { dependencies } = JSON.parse(stdout) as Listed;
  const listed = new Set(versionsIn(dependencies?.["pulumi-lync"] ?? {}));
  const others = own().filter(({ name }) => name !== "zod");
  expect(own().length - others.length).toBe(1);
  expect(new Set(others.map(({ name, locked }) => `${name}@${locked.version}`))).toEqual(listed);
});

interface Listed {
  version?: string;
  dependencies?: Record<string, Listed>;
}

function versionsIn({ dependencies = {} }: Listed): string[] {
  return Object.entries(dependencies).flatMap(([name, listed]) => [`${name}@${listed.version}`, ...versionsIn(listed)]);
}

function own(): ProductionPackage[] {
  return productionPackages(readJson(join(checkoutFolder, "package-lock.json")) as Lock, "provider");
}
