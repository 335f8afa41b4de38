import { SetupError } from "./command.mjs";
import { excerpt, runQuietly } from "./processes.mjs";

const NAMESPACE = "lync:";

/**
 * The `lync:` keys of a stack's configuration, without their namespace.
 * @param {{ pulumi: string, stack: string }} of
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Map<string, string>>}
 */
export async function readLyncConfiguration({ pulumi, stack }, { cwd, env }) {
  const result = await runQuietly([pulumi, "config", "--json", "--stack", stack], { cwd, env });
  if (result.code !== 0) throw new SetupError(`Reading the configuration of the stack ${stack}: ${excerpt(result)}`);
  const all = /** @type {Record<string, { value?: string }>} */ (parse(result.stdout));
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [name, { value }] of Object.entries(all)) {
    // A secret is shown without its value.
    if (name.startsWith(NAMESPACE) && value !== undefined) found.set(name.slice(NAMESPACE.length), value);
  }
  return found;
}

/** @param {string} text @returns {unknown} */
function parse(text) {
  return JSON.parse(text);
}
