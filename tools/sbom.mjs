import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SetupError } from "./command.mjs";
import { readJson } from "./json.mjs";
import { npm } from "./npm.mjs";
import { excerpt, runQuietly } from "./processes.mjs";
import { productionPackages } from "./productionPackages.mjs";

const WORKSPACE = "provider";

/** @typedef {{ name: string, dependencies: object, devDependencies: object }} Manifest */

/**
 * The bill of materials of what npm installs for a user of pulumi-lync, as npm writes it.
 *
 * npm sbom runs in a project that contains only pulumi-lync. In the checkout, it would leave out
 * each package that the checkout also uses as a tool (https://github.com/npm/cli/issues/7909).
 * @param {{ root: string, format: "cyclonedx" | "spdx" }} options
 */
export async function sbomOf({ root, format }) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-sbom-"));
  try {
    const project = writeProject(root, folder);
    const options = [`--sbom-format=${format}`, "--sbom-type=library", "--package-lock-only", "--include=optional"];
    const result = await runQuietly(npm("sbom", ...options), { cwd: project });
    if (result.code !== 0) {
      throw new SetupError(`The bill of materials cannot be written: npm sbom failed (exit code ${result.code}).\n${excerpt(result)}`);
    }
    return result.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} folder */
function writeProject(root, folder) {
  const lock = /** @type {import("./productionPackages.mjs").Lock} */ (readJson(join(root, "package-lock.json")));
  const manifest = /** @type {Manifest} */ (readJson(join(root, WORKSPACE, "package.json")));
  const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };
  // A peer that is not installed is an error for npm. Bundled packages are dependencies here.
  const own = { ...manifest, dependencies, devDependencies: undefined, peerDependencies: undefined };
  /** @type {Record<string, object>} */
  const packages = { "": own };
  for (const { place, locked } of productionPackages(lock, WORKSPACE)) packages[place] = locked;
  // npm uses the folder's name as the name of the project.
  const project = join(folder, manifest.name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify(own));
  writeFileSync(join(project, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
  return project;
}
