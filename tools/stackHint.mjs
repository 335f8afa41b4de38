import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./json.mjs";
import { stateFolder } from "./paths.mjs";

/**
 * What to say after a command that failed, where this checkout's own backend has no stack selected yet: Pulumi names its own commands alone.
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} options
 */
export function hintWithoutStack({ root, env = process.env }) {
  if (env["LYNC_BACKEND_URL"] || isStackSelected(root)) return undefined;
  return (
    "hint: no stack is selected in this checkout yet. npm start makes the stack dev and selects it; " +
    "npm run pulumi -- stack init <name> makes another."
  );
}

/** Pulumi keeps it in a file for each project. @param {string} root */
function isStackSelected(root) {
  const folder = join(stateFolder(root), "home", "workspaces");
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith("-workspace.json"));
    return files.some((name) => Boolean(/** @type {{ stack?: string } | null} */ (readJson(join(folder, name)))?.stack));
  } catch {
    return false;
  }
}
