import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./json.mjs";
import { stateFolder } from "./paths.mjs";

/**
 * The hint after a command that failed because no stack is selected in this checkout's own backend.
 * Pulumi itself names only its own commands.
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} options
 */
export function hintWithoutStack({ root, env = process.env }) {
  if (env["LYNC_BACKEND_URL"] || isStackSelected(root)) return undefined;
  return (
    "hint: no stack is selected in this checkout yet. npm start creates the stack dev and selects it. " +
    "npm run pulumi -- stack init <name> creates another."
  );
}

/**
 * Pulumi's file for a project. Pulumi 3.230.0 has the selected stack in `stack`. Pulumi 3.274.1 has
 * it in `stacks`, by backend.
 * @typedef {{ stack?: string, stacks?: Record<string, string> }} Workspace
 */

/** @param {string} root */
function isStackSelected(root) {
  const folder = join(stateFolder(root), "home", "workspaces");
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith("-workspace.json"));
    return files.some((name) => {
      const { stack, stacks = {} } = /** @type {Workspace | null} */ (readJson(join(folder, name))) ?? {};
      return Boolean(stack) || Object.keys(stacks).length > 0;
    });
  } catch {
    return false;
  }
}

/**
 * The hint after a pulumi-lync command that failed without a stack. In a checkout the user mostly
 * means the simulated deployment, but the command reads the deployment of this machine.
 * @param {{ args: string[], env?: NodeJS.ProcessEnv }} options
 */
export function hintWithoutDeployment({ args: [command, ...rest], env = process.env }) {
  if (env["LYNC_BACKEND_URL"] || command === undefined) return undefined;
  if (command === "rollout" && rest.length === 0) return "hint: name the stacks in their order: npm run rollout -- dev";
  const looks = ["report", "doctor", "discover"].includes(command);
  if (!looks || rest.some((arg) => /^(?:-s|--stack|--simulator|-h|--help)/.test(arg))) return undefined;
  return `hint: without a stack, ${command} reads the deployment of this machine. npm run ${command} -- --stack dev reads the simulated one.`;
}
