import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pack } from "../../tools/pack.mjs";
import { managerCommand } from "./managers.mjs";
import {
  COMMONJS_PROGRAM,
  DECLARATION,
  InstalledProject,
  MODULE_PROGRAM,
  NODENEXT_TSCONFIG,
  NPM_INSTALL,
  TEMPLATE_TSCONFIG,
} from "./project.mjs";
import { includes } from "./run.mjs";

/**
 * @typedef {object} Combination what a user may have
 * @property {"npm" | "pnpm"} manager
 * @property {"direct" | "company package"} dependency whether the program declares resources
 * itself, or a package of the company does it
 * @property {"TypeScript, CommonJS" | "TypeScript, ES modules" | "JavaScript"} language
 * @property {string} sdk the version of @pulumi/pulumi
 */

/**
 * @typedef {object} Means
 * @property {string} folder for projects and package managers
 * @property {string} tarball the packed package
 * @property {string} pulumi the CLI
 * @property {string} [node] the Node.js that runs everything; by default this one
 */

const COMPANY = "@contoso/lync";
/**
 * TypeScript 5, because the oldest SDK does not accept TypeScript 6 as a peer, and npm refuses to
 * install both.
 */
const COMPILER = { typescript: "^5.9.0", "@types/node": "^20" };

/** A program on its own, and one in which the company's package declares the same resources. */
const MODULES = { direct: MODULE_PROGRAM, "company package": `import { passivePool } from "${COMPANY}";\npassivePool();\n` };
const COMMONJS = { direct: COMMONJS_PROGRAM, "company package": `require("${COMPANY}").passivePool();\n` };

/**
 * Installs the package in a project elsewhere, and brings a pool to passive authentication and
 * back. Fails if anything does not work.
 * @param {string} name of the project's folder
 * @param {Combination} combination
 * @param {Means} means
 */
export async function tryCombination(name, combination, { folder, tarball, pulumi, node }) {
  const project = new InstalledProject(join(folder, "projects", name), { pulumi, node });
  project.write(await filesOf(combination, { folder, tarball }));
  await install(project, combination, folder);
  await project.initStack();
  // One of the stack, one of the component, one of each collection.
  includes(await project.pulumi("up", "--yes", "--skip-preview"), "4 created");
  await project.pulumi("preview", "--expect-no-changes");
  const report = await project.run([...(await runner(combination.manager, folder)), "pulumi-lync", "report", "--stack", "dev"]);
  includes(report, "Passive authentication is declared at 1 of 1 pool. Nothing undermines it.");
  includes(await project.pulumi("destroy", "--yes", "--skip-preview"), "4 deleted");
  assert.ok(!existsSync(join(project.folder, "contoso.state.json")), "after destroy the deployment stores something, as it did not before");
}

/** @param {Combination} combination @param {{ folder: string, tarball: string }} means */
async function filesOf({ language, dependency, sdk }, { folder, tarball }) {
  const isModule = language === "TypeScript, ES modules";
  const company = dependency === "direct" ? {} : { [COMPANY]: `file:${await companyPackage(folder)}` };
  const manifest = {
    name: "stack",
    version: "1.0.0",
    private: true,
    ...(isModule ? { type: "module", main: "bin/index.js", devDependencies: COMPILER } : {}),
    dependencies: { "@pulumi/pulumi": sdk, "pulumi-lync": `file:${tarball}`, ...company },
  };
  if (language === "JavaScript") return { "package.json": manifest, "index.js": COMMONJS[dependency] };
  return { "package.json": manifest, "index.ts": MODULES[dependency], "tsconfig.json": isModule ? NODENEXT_TSCONFIG : TEMPLATE_TSCONFIG };
}

/** @param {InstalledProject} project @param {Combination} combination @param {string} folder */
async function install(project, { manager, language }, folder) {
  if (manager === "npm") await project.run(["npm", ...NPM_INSTALL]);
  else await project.run([...(await managerCommand(join(folder, "tools"), manager)), "install", "--ignore-scripts", "--prefer-offline"]);
  if (language === "TypeScript, ES modules") await project.run(["node", join("node_modules", "typescript", "bin", "tsc")]);
}

/**
 * The command that a user types before the name of a package's command.
 * @param {Combination["manager"]} manager
 * @param {string} folder
 */
async function runner(manager, folder) {
  return manager === "npm" ? ["npx", "--no"] : [...(await managerCommand(join(folder, "tools"), manager)), "exec"];
}

/**
 * Packs the company's package of components. It has pulumi-lync in its peerDependencies, as
 * docs/programs.md says.
 * @param {string} folder
 */
async function companyPackage(folder) {
  const source = join(folder, "company");
  mkdirSync(source, { recursive: true });
  const peerDependencies = { "@pulumi/pulumi": "^3.220.0", "pulumi-lync": "*" };
  const manifest = { name: COMPANY, version: "1.0.0", license: "UNLICENSED", main: "index.js", types: "index.d.ts", peerDependencies };
  writeFileSync(join(source, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(source, "index.d.ts"), "export declare function passivePool(): void;\n");
  writeFileSync(join(source, "index.js"), `const lync = require("pulumi-lync");\nexports.passivePool = () => {\n  ${DECLARATION}};\n`);
  const { file } = await pack(folder, source);
  return file;
}
