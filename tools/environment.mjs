import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { findExecutable, foldersOnPath } from "./executables.mjs";
import { stateFolder } from "./paths.mjs";
import { makeWritable, ofCheckout } from "./writable.mjs";

// Public on purpose: a simulated stack holds no secret, and Pulumi asks for a passphrase where none
// is set.
const SIMULATED_PASSPHRASE = "simulated";

/**
 * The environment in which Pulumi serves simulated stacks: a backend in a folder, no account, no
 * question asked. PULUMI_HOME lies there too, so the user's own logins and selected stacks are
 * neither used nor changed.
 * @param {{ pulumi: string, state: string, env?: NodeJS.ProcessEnv }} options state: the folder for
 * it all
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
 * The environment of `npm run pulumi`: the simulated stacks' of this checkout, unless
 * LYNC_BACKEND_URL names a backend. With that, login and passphrase are the user's own. A
 * PULUMI_BACKEND_URL that is set for other work does not count.
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
    // Without the program, refresh and destroy use the provider configuration that the state has
    // kept.
    PULUMI_RUN_PROGRAM: "true",
  };
}

/** Of the built package, which a fresh checkout lacks when this file is loaded. */
function ownCommand() {
  /** @type {unknown} */
  const built = createRequire(import.meta.url)("../provider/dist/cli/environment.js");
  return /** @type {typeof import("../provider/dist/cli/environment.js")} */ (built);
}

/**
 * The URL of a backend in a folder, for Pulumi: it decodes the path, takes `?` for parameters, and
 * on Windows wants the drive right after `file://`.
 * @param {string} folder an absolute path
 * @param {NodeJS.Platform} [platform]
 */
export function backendUrl(folder, platform = process.platform) {
  const steps = platform === "win32" ? folder.split(/[\\/]/) : folder.split("/");
  const encoded = steps.map((step, index) => (index === 0 ? step : encodeURIComponent(step)));
  return `file://${encoded.join("/")}`;
}

/** A stack, login, passphrase or option of the user's other work. @param {NodeJS.ProcessEnv} env */
function withoutPulumiSettings(env) {
  const foreign = new Set(["PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_ORG", "PULUMI_STACK"]);
  const { isOption } = ownCommand();
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.has(name) && !isOption(name)));
}

/**
 * Unless PATH finds it as it is: put first, a folder such as /usr/bin would bring another Node.js
 * than the user's.
 * @param {string} pulumi
 * @param {NodeJS.ProcessEnv} env
 */
function withPulumiOnPath(pulumi, env) {
  if (findExecutable("pulumi", foldersOnPath(env)) === pulumi) return env;
  // Windows spells it Path, and a process must not be handed both.
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [name]: [dirname(pulumi), ...(env[name] ?? "").split(delimiter)].join(delimiter) };
}
