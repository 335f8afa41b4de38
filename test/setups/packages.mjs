import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { checkoutFolder } from "../../tools/paths.mjs";
import { backendUrl } from "../../tools/environment.mjs";
import { npm } from "../../tools/npm.mjs";
import { includes, run } from "./run.mjs";

/** Package managers, by the names that the npm registry has for them. */
const MANAGERS = { yarn: "yarn@1", "@yarnpkg/cli-dist": "@yarnpkg/cli-dist@4", pnpm: "pnpm@10", bun: "bun@1" };

const TOPOLOGY = { serverVersion: 2013, sites: [{ name: "Redmond", pools: [{ fqdn: "pool.contoso.com", role: "enterprisePool" }] }] };

const ARGUMENTS = `"pool", { pool: "pool.contoso.com", role: "enterprisePool", federationService: "dc.contoso.com" }`;
const COMMON = `const lync = require("pulumi-lync");\nnew lync.PassiveAuthentication(${ARGUMENTS});\n`;
const ESM = `import * as lync from "pulumi-lync";\nnew lync.PassiveAuthentication(${ARGUMENTS});\n`;
const NODENEXT = { compilerOptions: { module: "nodenext", moduleResolution: "nodenext", target: "es2022", strict: true, outDir: "bin" } };

/**
 * @typedef {object} Project
 * @property {Record<string, string>} files
 * @property {object} [manifest] more of its package.json
 * @property {string} [program] the folder of the program
 */

/** @type {Project} */
const plain = { files: { "index.js": COMMON } };

/** @type {import("./run.mjs").Setup[]} */
export const packageSetups = [
  setup("npm", plain, () => npm("install", "--ignore-scripts")),
  setup("npm-production", plain, () => npm("install", "--ignore-scripts"), { NODE_ENV: "production" }),
  setup("npm-workspaces", { files: { "packages/stack/index.js": COMMON }, program: "packages/stack" }, () =>
    npm("install", "--ignore-scripts"),
  ),
  setup("esm-javascript", { files: { "index.js": ESM }, manifest: { type: "module" } }, () => npm("install", "--ignore-scripts")),
  setup(
    "esm-typescript",
    {
      files: { "index.ts": ESM, "tsconfig.json": JSON.stringify(NODENEXT) },
      manifest: { type: "module", main: "bin/index.js", devDependencies: { typescript: "~6.0.3", "@types/node": "^20" } },
    },
    () => ["sh", "-c", `"${npm("install", "--ignore-scripts").join('" "')}" && node node_modules/typescript/bin/tsc`],
  ),
  setup("yarn-classic", plain, async (tools) => [...(await manager(tools, "yarn", "bin/yarn.js")), "install", "--ignore-scripts"]),
  setup("yarn-node-modules", { files: { ...plain.files, ".yarnrc.yml": yarnrc("node-modules"), "yarn.lock": "" } }, async (tools) => [
    ...(await manager(tools, "@yarnpkg/cli-dist", "bin/yarn.js")),
    "install",
  ]),
  setup(
    "yarn-plug-n-play",
    { files: { ...plain.files, ".yarnrc.yml": yarnrc("pnp"), "yarn.lock": "" } },
    async (tools) => [...(await manager(tools, "@yarnpkg/cli-dist", "bin/yarn.js")), "install"],
    { NODE_OPTIONS: "--require ./.pnp.cjs --experimental-loader ./.pnp.loader.mjs" },
  ),
  setup("pnpm", plain, async (tools) => [...(await manager(tools, "pnpm", "bin/pnpm.cjs")), "install", "--ignore-scripts"]),
  setup("bun", plain, async (tools) => {
    await manager(tools, "bun", "package.json");
    return [
      join(tools, "bun", "node_modules", "@oven", `bun-${process.platform}-${process.arch}`, "bin", "bun"),
      "install",
      "--ignore-scripts",
    ];
  }),
];

/**
 * A project that gets the packed package by a package manager: `up`, then `destroy`.
 * @param {string} name
 * @param {Project} project
 * @param {(tools: string) => string[] | Promise<string[]>} install its command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {import("./run.mjs").Setup}
 */
function setup(name, { files, manifest = {}, program = "." }, install, env = {}) {
  return {
    name,
    what: `a project by ${name.replaceAll("-", " ")}, from npm install or its like to up and destroy`,
    async tryIt({ folder, pulumi }) {
      const root = join(folder, "projects", name);
      const own = { name: "stack", version: "1.0.0", private: true, ...manifest };
      const dependencies = { "@pulumi/pulumi": "3.230.0", "pulumi-lync": `file:${await packed(folder)}` };
      const isWorkspace = program !== ".";
      const all = {
        ...files,
        ...(isWorkspace ? { "package.json": JSON.stringify({ name: "root", private: true, workspaces: ["packages/*"] }) } : {}),
        [join(program, "package.json")]: JSON.stringify({ ...own, dependencies }),
        [join(program, "Pulumi.yaml")]: "name: stack\nruntime: nodejs\n",
        [join(program, "contoso.json")]: JSON.stringify(TOPOLOGY),
        "backend/.keep": "",
      };
      for (const [file, content] of Object.entries(all)) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), content);
      }
      await run(await install(join(folder, "tools")), { cwd: root, env: { ...process.env, NODE_ENV: env["NODE_ENV"] } });
      const options = {
        cwd: join(root, program),
        env: {
          ...process.env,
          ...env,
          PATH: [dirname(pulumi), process.env["PATH"]].join(delimiter),
          PULUMI_HOME: join(root, "home"),
          PULUMI_BACKEND_URL: backendUrl(join(root, "backend")),
          PULUMI_CONFIG_PASSPHRASE: "",
          PULUMI_SKIP_UPDATE_CHECK: "1",
        },
      };
      for (const line of ["stack init dev", "config set lync:simulator contoso.json"]) await run([pulumi, ...line.split(" ")], options);
      includes(await run([pulumi, "up", "--yes", "--skip-preview"], options), "4 created");
      includes(await run([pulumi, "destroy", "--yes", "--skip-preview"], options), "4 deleted");
    },
  };
}

/** The package as it would be published. @param {string} folder */
async function packed(folder) {
  const file = join(folder, "pulumi-lync-0.1.0.tgz");
  if (!existsSync(file))
    await run(npm("pack", "--ignore-scripts", "--pack-destination", folder), { cwd: join(checkoutFolder, "provider") });
  return file;
}

/** A package manager, in a folder of its own. @param {string} tools @param {keyof typeof MANAGERS} name @param {string} script */
async function manager(tools, name, script) {
  const place = join(tools, name);
  const file = join(place, "node_modules", name, script);
  mkdirSync(place, { recursive: true });
  if (!existsSync(file)) await run(npm("install", "--prefix", place, "--ignore-scripts", MANAGERS[name]), { cwd: place });
  return [process.execPath, file];
}

/** @param {string} linker */
function yarnrc(linker) {
  return `nodeLinker: ${linker}\nenableScripts: false\nenableTelemetry: false\nenableGlobalCache: false\n`;
}
