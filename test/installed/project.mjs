import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { backendUrl } from "../../tools/environment.mjs";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { templateOptions } from "../support/templateOptions.mjs";
import { run } from "./run.mjs";

const checkout = /** @type {{ devDependencies: { "@pulumi/pulumi": string } }} */ (readJson(join(checkoutFolder, "package.json")));

/** This checkout's version of Pulumi's SDK. */
export const SDK = checkout.devDependencies["@pulumi/pulumi"];

/** As fast as possible, and without any package's scripts. */
export const NPM_INSTALL = ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];

/** The pool of every program here. */
const POOL = "pool.contoso.com";

const TOPOLOGY = { serverVersion: 2013, sites: [{ name: "Redmond", pools: [{ fqdn: POOL, role: "enterprisePool" }] }] };

/** The declaration in every program, which imports the package as lync. */
export const DECLARATION = `new lync.PassiveAuthentication("pool", { pool: "${POOL}", role: "enterprisePool", federationService: "dc.contoso.com" });\n`;

/** The program as CommonJS in JavaScript. */
export const COMMONJS_PROGRAM = `const lync = require("pulumi-lync");\n${DECLARATION}`;

/** The program as an ES module, or in TypeScript. */
export const MODULE_PROGRAM = `import * as lync from "pulumi-lync";\n${DECLARATION}`;

/** The tsconfig.json of Pulumi's TypeScript template. */
export const TEMPLATE_TSCONFIG = { compilerOptions: templateOptions, files: ["index.ts"] };

/** The tsconfig.json of a program with ES modules that is compiled before it runs. */
export const NODENEXT_TSCONFIG = {
  compilerOptions: { module: "nodenext", moduleResolution: "nodenext", target: "es2022", strict: true, outDir: "bin", types: ["node"] },
};

/** A Pulumi project outside the checkout, with its own backend and its own simulated deployment. */
export class InstalledProject {
  /**
   * @param {string} root its folder
   * @param {object} options
   * @param {string} options.pulumi
   * @param {string | undefined} [options.node] the Node.js that runs everything
   * @param {string} [options.program] the folder of the program in `root`
   * @param {NodeJS.ProcessEnv} [options.env]
   */
  constructor(root, { pulumi, node = process.execPath, program = ".", env = {} }) {
    this.root = root;
    this.folder = join(root, program);
    this.pulumiPath = pulumi;
    /** @type {NodeJS.ProcessEnv} */
    this.env = {
      ...withoutNpm(process.env),
      ...env,
      PATH: [dirname(node), dirname(pulumi), process.env["PATH"]].join(delimiter),
      PULUMI_HOME: join(root, "home"),
      PULUMI_BACKEND_URL: backendUrl(join(root, "backend")),
      PULUMI_CONFIG_PASSPHRASE: "simulated",
      PULUMI_SKIP_UPDATE_CHECK: "1",
    };
    mkdirSync(join(root, "backend"), { recursive: true });
    mkdirSync(this.folder, { recursive: true });
    this.write({
      "Pulumi.yaml": "name: stack\nruntime: nodejs\n",
      "contoso.json": TOPOLOGY,
    });
  }

  /**
   * @param {Record<string, string | object>} files by their names in the folder of the program; an
   * object is written as JSON
   */
  write(files) {
    for (const [name, content] of Object.entries(files)) {
      const file = resolve(this.folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
    }
  }

  /**
   * @param {string[]} command
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options] env: more of it
   */
  run(command, { cwd = this.folder, env = {} } = {}) {
    return run(command, { cwd, env: { ...this.env, ...env } });
  }

  /** @param {string[]} args */
  pulumi(...args) {
    return this.run([this.pulumiPath, ...args, "--non-interactive"]);
  }

  /**
   * Installs a packed pulumi-lync with npm, together with this checkout's version of
   * @pulumi/pulumi.
   * @param {string} tarball
   */
  async install(tarball) {
    const dependencies = { "@pulumi/pulumi": SDK, "pulumi-lync": `file:${tarball}` };
    this.write({ "package.json": { name: "stack", version: "1.0.0", private: true, dependencies } });
    await this.run(["npm", ...NPM_INSTALL]);
  }

  /** Creates a stack for the simulated deployment in contoso.json. */
  async initStack(name = "dev") {
    await this.pulumi("stack", "init", name);
    await this.pulumi("config", "set", "lync:simulator", "contoso.json");
  }
}

/**
 * Removes npm's own settings, such as the checkout's prefix, which `npm run` passes on.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutNpm(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name)));
}
