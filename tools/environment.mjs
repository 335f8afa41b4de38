import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { findExecutable, foldersOnPath } from "./executables.mjs";
import { stateFolder } from "./paths.mjs";
import { makeWritable, ofCheckout } from "./writable.mjs";

// Public on purpose, because a simulated stack holds no secret. Without it, Pulumi would prompt for
// a passphrase.
const SIMULATED_PASSPHRASE = "simulated";

/**
 * The environment in which Pulumi works with simulated stacks: a backend in a folder, no account
 * and no prompts. PULUMI_HOME is in that folder, too, so the user's own logins and selected stacks
 * are neither used nor changed.
 * @param {{ pulumi: string, state: string, env?: NodeJS.ProcessEnv }} options state: the folder for
 * the backend and PULUMI_HOME
 * @returns {NodeJS.ProcessEnv}
 */
export function simulatedEnvironment({ pulumi, state, env = process.env }) {
  const home = join(state, "home");
  makeWritable(home, ofCheckout("Keeping the state of simulated stacks"));
  return {
    ...commonEnvironment(pulumi, withoutPulumiSettings(env)),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: backendUrl(state),
    PULUMI_CONFIG_PASSPHRASE: SIMULATED_PASSPHRASE,
  };
}

/**
 * The environment of `npm run pulumi`: that of this checkout's simulated stacks, unless
 * LYNC_BACKEND_URL names a backend. Then login and passphrase are the user's own.
 * PULUMI_BACKEND_URL is ignored, because the user may have set it for other work.
 * @param {{ pulumi: string, root: string, env?: NodeJS.ProcessEnv }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function chosenEnvironment({ pulumi, root, env = process.env }) {
  const backend = env["LYNC_BACKEND_URL"];
  if (!backend) return simulatedEnvironment({ pulumi, state: stateFolder(root), env });
  return { ...commonEnvironment(pulumi, env), PULUMI_BACKEND_URL: backend };
}

/** @param {string} pulumi @param {NodeJS.ProcessEnv} env @returns {NodeJS.ProcessEnv} */
function commonEnvironment(pulumi, env) {
  return {
    ...withPulumiOnPath(pulumi, env),
    ...ownCommand().engineVariables(env),
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // Without the program, refresh and destroy would use the provider configuration in the state.
    PULUMI_RUN_PROGRAM: "true",
  };
}

/** A module of the built package, which a fresh checkout does not have yet on load. */
function ownCommand() {
  /** @type {unknown} */
  const built = createRequire(import.meta.url)("../provider/dist/cli/environment.js");
  return /** @type {typeof import("../provider/dist/cli/environment.js")} */ (built);
}

/**
 * The URL of a backend in a folder. Pulumi decodes the path, reads what follows `?` as parameters,
 * and on Windows needs the drive right after `file://`.
 * @param {string} folder an absolute path
 * @param {NodeJS.Platform} [platform]
 */
export function backendUrl(folder, platform = process.platform) {
  const steps = platform === "win32" ? folder.split(/[\\/]/) : folder.split("/");
  const encoded = steps.map((step, index) => (index === 0 ? step : encodeURIComponent(step)));
  return `file://${encoded.join("/")}`;
}

/**
 * Leaves out a stack, login, passphrase or option that the user set for other work.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutPulumiSettings(env) {
  const foreign = new Set(["PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_ORG", "PULUMI_STACK"]);
  const { isOption } = ownCommand();
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.has(name) && !isOption(name)));
}

/**
 * Puts the CLI's folder first on PATH, unless PATH already finds this CLI. A folder such as
 * /usr/bin could otherwise bring a different Node.js than the user's.
 * @param {string} pulumi
 * @param {NodeJS.ProcessEnv} env
 */
function withPulumiOnPath(pulumi, env) {
  if (findExecutable("pulumi", foldersOnPath(env)) === pulumi) return env;
  // Windows spells it Path, and a process must not receive both spellings.
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [name]: [dirname(pulumi), ...(env[name] ?? "").split(delimiter)].join(delimiter) };
}
