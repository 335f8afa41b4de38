import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./json.mjs";
import { stateFolder } from "./paths.mjs";

/**
 * What to say after a command that failed, where this checkout's own backend has no stack selected
 * yet: Pulumi names its own commands alone.
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} options
 */
export function hintWithoutStack({ root, env = process.env }) {
  if (env["LYNC_BACKEND_URL"] || isStackSelected(root)) return undefined;
  return (
    "hint: no stack is selected in this checkout yet. npm start makes the stack dev and selects it; " +
    "npm run pulumi -- stack init <name> makes another."
  );
}

/**
 * Pulumi's file of a project. Pulumi 3.230.0 keeps the selected stack in `stack`, 3.274.1 in
 * `stacks`, by backend.
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
 * What to say after a command of pulumi-lync that failed without a stack. In a checkout that mostly
 * means the simulated deployment, and the command looks at this machine.
 * @param {{ args: string[], env?: NodeJS.ProcessEnv }} options
 */
export function hintWithoutDeployment({ args: [command, ...rest], env = process.env }) {
  if (env["LYNC_BACKEND_URL"] || command === undefined) return undefined;
  if (command === "rollout" && rest.length === 0) return "hint: name the stacks, in their order: npm run rollout -- dev";
  const looks = ["report", "doctor", "discover"].includes(command);
  if (!looks || rest.some((arg) => /^(?:-s|--stack|--simulator|-h|--help)/.test(arg))) return undefined;
  return `hint: without a stack, ${command} asks for the deployment of this machine. npm run ${command} -- --stack dev asks for the simulated one.`;
}
