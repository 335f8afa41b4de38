import { chownSync, cpSync, existsSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { copyCheckout } from "../../tools/copyCheckout.mjs";
import { findExecutable, foldersOnPath } from "../../tools/executables.mjs";
import { filesBelow } from "../../tools/stamp.mjs";
import { nodeOf } from "../installed/managers.mjs";
import { hasNoStack, includes, run } from "../installed/run.mjs";

/** A user id without an entry in passwd. */
const NOBODY = 54321;

const REFUSED_NODE = "22.11.0";
const OLDEST_NODE_22 = "22.13.0";

/** Settings that a company may have given a user's npm. */
const HOSTILE_NPMRC = "omit[]=optional\nomit[]=dev\nworkspaces=false\ninstall-strategy=nested\npackage-lock=false\nbin-links=false\n";

/** @type {import("./setup.d.ts").Setup[]} */
export const checkoutSetups = [
  {
    name: "node-refused",
    what: `a fresh checkout with Node.js ${REFUSED_NODE}`,
    async tryIt({ folder }) {
      const root = freshCheckout(folder, "refused");
      const output = await start(root, { node: await nodeOf(join(folder, "tools"), REFUSED_NODE), code: 1 });
      includes(output, `this is v${REFUSED_NODE}. Install one of these`);
      hasNoStack(output);
    },
  },
  {
    name: "proxy",
    what: "https_proxy in lower case, without no_proxy",
    async tryIt({ folder, pulumi }) {
      const root = await readyCheckout({ folder, pulumi });
      includes(await start(root, { pulumi, env: { https_proxy: "http://127.0.0.1:9" } }), "What to try next");
    },
  },
  {
    name: "interrupted",
    what: "npm start after an npm start whose output was cut off",
    async tryIt({ folder, pulumi }) {
      const root = await readyCheckout({ folder, pulumi });
      const npm = commandOf(process.execPath);
      await run(["sh", "-c", `"${npm.join('" "')}" run pulumi -- destroy --yes`], { cwd: root, env: environment({ pulumi }) });
      await run(["sh", "-c", `"${npm.join('" "')}" start | head -n 9`], { cwd: root, env: environment({ pulumi }) });
      const output = await start(root, { pulumi });
      includes(output, "unlocks it.");
      includes(output, "What to try next");
    },
  },
  {
    name: "node-changed",
    what: `a checkout that was set up with another Node.js and an npm that omits needed packages, then with Node.js ${OLDEST_NODE_22}`,
    async tryIt({ folder, pulumi }) {
      const root = await readyCheckout({ folder, pulumi });
      const output = await start(root, { pulumi, node: await nodeOf(join(folder, "tools"), OLDEST_NODE_22), env: npmrc(folder) });
      includes(output, "Installing the dependencies");
      includes(output, "What to try next");
    },
  },
  {
    name: "no-passwd",
    what: "a user id without an entry in passwd, and without USER",
    needsRoot: true,
    async tryIt({ folder, pulumi }) {
      const { root, copy } = checkoutOfNobody({ folder, pulumi });
      includes(await start(root, { pulumi: copy, uid: NOBODY, env: { HOME: dirname(root), USER: undefined } }), "What to try next");
    },
  },
  {
    name: "no-home",
    what: "a user id without an entry in passwd, and without USER and HOME",
    needsRoot: true,
    async tryIt({ folder, pulumi }) {
      const { root, copy } = checkoutOfNobody({ folder, pulumi });
      const env = { HOME: undefined, USER: undefined };
      const output = await run(asNobody([process.execPath, "tools/start.mjs"]), {
        cwd: root,
        env: environment({ pulumi: copy, env }),
        code: 1,
      });
      includes(output, "Set HOME to a folder that can be written to");
      hasNoStack(output);
    },
  },
  {
    name: "others-checkout",
    what: "another user's checkout, and a missing folder for temporary files",
    needsRoot: true,
    async tryIt({ folder, pulumi }) {
      const { root, copy } = checkoutOfNobody({ folder, pulumi });
      const other = join(dirname(root), "other");
      if (!existsSync(other)) copyCheckout(other);
      const env = { HOME: dirname(root) };
      for (const [more, expected] of /** @type {const} */ ([
        [{}, `error: Setting up this checkout: the folder ${join(other, ".pulumi-state")} cannot be written to (EACCES`],
        [{ TMPDIR: join(root, "gone") }, `error: Keeping temporary files: the folder ${join(root, "gone")} cannot be written to (ENOENT`],
      ])) {
        const options = { cwd: other, env: environment({ pulumi: copy, env: { ...env, ...more } }), code: 1 };
        const output = await run(asNobody([process.execPath, "tools/start.mjs"]), options);
        includes(output, expected);
        hasNoStack(output);
      }
    },
  },
];

/** @param {string} folder @param {string} name */
function freshCheckout(folder, name) {
  const root = join(folder, name, "checkout");
  copyCheckout(root);
  return root;
}

/**
 * Returns a checkout that was set up with this Node.js and an npm that omits packages.
 * @param {{ folder: string, pulumi: string }} place
 */
async function readyCheckout({ folder, pulumi }) {
  const root = join(folder, "ready", "checkout");
  if (existsSync(root)) return root;
  copyCheckout(root);
  includes(await start(root, { pulumi, env: npmrc(folder) }), "What to try next");
  return root;
}

/**
 * Returns a checkout of a user without an entry in passwd, with a Pulumi CLI that this user can
 * read.
 * @param {{ folder: string, pulumi: string }} place
 */
function checkoutOfNobody({ folder, pulumi }) {
  const home = join(folder, "nobody");
  const root = join(home, "checkout");
  const bin = join(home, "bin");
  if (!existsSync(home)) {
    copyCheckout(root);
    cpSync(dirname(realpathSync(pulumi)), bin, { recursive: true });
    // mkdtemp makes a folder that only root could read.
    for (const path of [folder, home, ...foldersAndFiles(home)]) chownSync(path, NOBODY, NOBODY);
  }
  return { root, copy: join(bin, "pulumi") };
}

/** @param {string} folder */
function foldersAndFiles(folder) {
  const files = filesBelow(folder);
  const folders = files.flatMap((file) => foldersUpTo(folder, file));
  return new Set([...files, ...folders]);
}

/** @param {string} top @param {string} file @returns {string[]} */
function foldersUpTo(top, file) {
  const parent = dirname(file);
  return parent === top ? [] : [parent, ...foldersUpTo(top, parent)];
}

/**
 * Runs npm start.
 * @param {string} root
 * @param {{ pulumi?: string, node?: string, env?: NodeJS.ProcessEnv, uid?: number, code?: number }}
 * options
 */
function start(root, { pulumi, node = process.execPath, env = {}, uid, code = 0 }) {
  const command = [...commandOf(node), "start"];
  return run(uid === undefined ? command : asNobody(command), { cwd: root, env: environment({ pulumi, node, env }), code });
}

/** Returns the npm command, run with this Node.js. @param {string} node */
function commandOf(node) {
  const npm = process.env["npm_execpath"] ?? realpathSync(findExecutable("npm", foldersOnPath(process.env)) ?? "npm");
  return [node, npm];
}

/** @param {string[]} command */
function asNobody(command) {
  return ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", ...command];
}

/**
 * @param {{ pulumi?: string | undefined, node?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {NodeJS.ProcessEnv}
 */
function environment({ pulumi, node = process.execPath, env = {} }) {
  const first = [dirname(node), ...(pulumi === undefined ? [] : [dirname(pulumi)])];
  return { ...process.env, ...env, PATH: [...first, ...foldersOnPath(process.env)].join(delimiter) };
}

/** @param {string} folder */
function npmrc(folder) {
  const file = join(folder, "npmrc");
  writeFileSync(file, HOSTILE_NPMRC);
  return { NPM_CONFIG_USERCONFIG: file };
}
