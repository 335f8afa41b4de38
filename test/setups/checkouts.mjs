import { chownSync, cpSync, existsSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { copyCheckout } from "../../tools/copyCheckout.mjs";
import { findExecutable, foldersOnPath } from "../../tools/executables.mjs";
import { filesBelow } from "../../tools/stamp.mjs";
import { nodeOf } from "../installed/managers.mjs";
import { hasNoStack, includes, run } from "../installed/run.mjs";

/** A user id that no passwd has. */
const NOBODY = 54321;

const REFUSED_NODE = "22.11.0";
const OLDEST_NODE_22 = "22.13.0";

/** What a user's npm may be set to, by somebody else. */
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
    what: "npm start after one whose output nobody read to the end",
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
    what: `a checkout that is set up with another Node.js, and with npm set to omit what is needed, then with Node.js ${OLDEST_NODE_22}`,
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
    what: "such a user without HOME",
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
    what: "a checkout of another user, and a folder for temporary files that is gone",
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
 * One that has been set up by this Node.js, with an npm that is set to leave things out.
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
 * A checkout of a user who has no entry in passwd, with a Pulumi CLI where that user can read it.
 * @param {{ folder: string, pulumi: string }} place
 */
function checkoutOfNobody({ folder, pulumi }) {
  const home = join(folder, "nobody");
  const root = join(home, "checkout");
  const bin = join(home, "bin");
  if (!existsSync(home)) {
    copyCheckout(root);
    cpSync(dirname(realpathSync(pulumi)), bin, { recursive: true });
    // Of others than root, mkdtemp's folder can be seen by nobody.
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
 * npm start.
 * @param {string} root
 * @param {{ pulumi?: string, node?: string, env?: NodeJS.ProcessEnv, uid?: number, code?: number }}
 * options
 */
function start(root, { pulumi, node = process.execPath, env = {}, uid, code = 0 }) {
  const command = [...commandOf(node), "start"];
  return run(uid === undefined ? command : asNobody(command), { cwd: root, env: environment({ pulumi, node, env }), code });
}

/** npm, by this Node.js. @param {string} node */
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
