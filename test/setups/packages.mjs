import { join } from "node:path";
import { npm } from "../../tools/npm.mjs";
import { managerCommand } from "../installed/managers.mjs";
import { COMMONJS_PROGRAM, InstalledProject, MODULE_PROGRAM, NODENEXT_TSCONFIG, SDK } from "../installed/project.mjs";
import { includes } from "../installed/run.mjs";

/**
 * @typedef {object} Project
 * @property {Record<string, string | object>} files in the folder of the program
 * @property {object} [manifest] more of its package.json
 * @property {string} [program] the folder of the program
 */

/** @type {Project} */
const plain = { files: { "index.js": COMMONJS_PROGRAM } };

/** @type {import("./setup.d.ts").Setup[]} */
export const packageSetups = [
  setup("npm", plain, () => npm("install", "--ignore-scripts")),
  setup("npm-production", plain, () => npm("install", "--ignore-scripts"), { NODE_ENV: "production" }),
  setup("npm-workspaces", { ...plain, program: "packages/stack" }, () => npm("install", "--ignore-scripts")),
  setup("esm-javascript", { files: { "index.js": MODULE_PROGRAM }, manifest: { type: "module" } }, () =>
    npm("install", "--ignore-scripts"),
  ),
  setup(
    "esm-typescript",
    {
      files: { "index.ts": MODULE_PROGRAM, "tsconfig.json": NODENEXT_TSCONFIG },
      manifest: { type: "module", main: "bin/index.js", devDependencies: { typescript: "~6.0.3", "@types/node": "^20" } },
    },
    () => ["sh", "-c", `"${npm("install", "--ignore-scripts").join('" "')}" && node node_modules/typescript/bin/tsc`],
  ),
  setup("yarn-classic", plain, async (tools) => [...(await managerCommand(tools, "yarn-classic")), "install", "--ignore-scripts"]),
  setup("yarn-node-modules", { files: { ...plain.files, ".yarnrc.yml": yarnrc("node-modules"), "yarn.lock": "" } }, async (tools) => [
    ...(await managerCommand(tools, "yarn")),
    "install",
  ]),
  setup(
    "yarn-plug-n-play",
    { files: { ...plain.files, ".yarnrc.yml": yarnrc("pnp"), "yarn.lock": "" } },
    async (tools) => [...(await managerCommand(tools, "yarn")), "install"],
    { NODE_OPTIONS: "--require ./.pnp.cjs --experimental-loader ./.pnp.loader.mjs" },
  ),
  setup("pnpm", plain, async (tools) => [...(await managerCommand(tools, "pnpm")), "install", "--ignore-scripts"]),
  setup("bun", plain, async (tools) => [...(await managerCommand(tools, "bun")), "install", "--ignore-scripts"]),
];

/**
 * A project that installs the packed package with a package manager, and then runs `up` and
 * `destroy`.
 * @param {string} name
 * @param {Project} project
 * @param {(tools: string) => string[] | Promise<string[]>} install its command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {import("./setup.d.ts").Setup}
 */
function setup(name, { files, manifest = {}, program = "." }, install, env = {}) {
  return {
    name,
    what: `a project with ${name.replaceAll("-", " ")}, from the install to up and destroy`,
    async tryIt({ folder, pulumi, tarball }) {
      const root = join(folder, "projects", name);
      const project = new InstalledProject(root, { pulumi, program, env });
      const dependencies = { "@pulumi/pulumi": SDK, "pulumi-lync": `file:${tarball}` };
      const isWorkspace = program !== ".";
      project.write({
        ...files,
        "package.json": { name: "stack", version: "1.0.0", private: true, ...manifest, dependencies },
        ...(isWorkspace ? { [join(root, "package.json")]: { name: "root", private: true, workspaces: ["packages/*"] } } : {}),
      });
      // There is no .pnp.cjs before yarn has installed it.
      await project.run(await install(join(folder, "tools")), { cwd: root, env: { NODE_OPTIONS: process.env["NODE_OPTIONS"] } });
      await project.initStack();
      includes(await project.pulumi("up", "--yes", "--skip-preview"), "4 created");
      includes(await project.pulumi("destroy", "--yes", "--skip-preview"), "4 deleted");
    },
  };
}

/** @param {string} linker */
function yarnrc(linker) {
  return `nodeLinker: ${linker}\nenableScripts: false\nenableTelemetry: false\nenableGlobalCache: false\n`;
}
