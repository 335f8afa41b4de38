import { existsSync } from "node:fs";
import * as path from "node:path";
import { closest } from "./closest";
import { LyncError } from "./errors";

/** Which deployment a stack is for and how it is reached: the `lync:` keys of its configuration. */
export interface StackConfig {
  /** A simulated deployment, in place of a real one. */
  simulator?: {
    /** The topology file's absolute path. */
    topology: string;
    /** Its path as the stack configuration has it, relative to the project. */
    name: string;
  };
  /** The PowerShell to start; `powershell.exe` on Windows, else `pwsh`, where not set. */
  powershell?: string;
  /** The module to import; SkypeForBusiness, then Lync, where not set. */
  module?: string;
  /** The limit for one cmdlet. */
  timeoutSeconds: number;
}

const keys = ["simulator", "powershell", "module", "timeoutSeconds"] as const;
type Key = (typeof keys)[number];

/** How the deployment is named in every state, so that a state is never applied to another. */
export function deploymentName(config: StackConfig): string {
  return config.simulator === undefined ? "local" : `simulator:${config.simulator.name}`;
}

/**
 * Reads the `lync:` keys.
 *
 * @param get answers the value of a key without its namespace.
 * @param folder a folder of the project; paths are relative to that of Pulumi.yaml, which is looked for from here upwards.
 * @throws LyncError naming the key, the value and what is allowed.
 */
export function readStackConfig(get: (key: Key) => string | undefined, folder: string): StackConfig {
  const config: StackConfig = { timeoutSeconds: readSeconds("timeoutSeconds", get("timeoutSeconds"), 120) };
  const simulator = get("simulator");
  if (simulator !== undefined) config.simulator = readSimulator(simulator, folder);
  const powershell = get("powershell");
  if (powershell !== undefined) config.powershell = powershell;
  const module = get("module");
  if (module !== undefined) config.module = module;

  for (const key of ["powershell", "module"] as const) {
    if (config.simulator !== undefined && config[key] !== undefined) {
      throw bad(`lync:simulator and lync:${key} exclude each other: the simulator runs in PowerShell's place. Remove one of them`);
    }
  }
  return config;
}

/** @throws LyncError for a `lync:` key that does not exist. `names` are whole, such as `lync:simulator` or `aws:region`. */
export function refuseUnknownKeys(names: readonly string[]): void {
  for (const name of names) {
    const [namespace, ...rest] = name.split(":");
    const key = rest.join(":");
    if (namespace !== "lync" || (keys as readonly string[]).includes(key)) continue;
    const near = closest(key, keys);
    const hint = near === undefined ? "" : ` Did you mean "lync:${near}"?`;
    throw bad(`"${name}" is no configuration key of pulumi-lync.${hint} Known keys: ${keys.map((known) => `lync:${known}`).join(", ")}`);
  }
}

function readSimulator(value: string, folder: string): NonNullable<StackConfig["simulator"]> {
  const root = projectFolder(folder);
  const topology = path.resolve(root, value);
  if (!existsSync(topology)) {
    throw bad(
      `lync:simulator is "${value}", but there is no file ${topology}. Write the path of the topology file relative to ${root}, the folder of Pulumi.yaml`,
    );
  }
  return { topology, name: path.relative(root, topology).split(path.sep).join("/") };
}

function readSeconds(key: Key, value: string | undefined, preset: number): number {
  if (value === undefined) return preset;
  const seconds = Number(value);
  if (value.trim() === "" || !(seconds > 0 && seconds <= 86_400)) {
    throw bad(`lync:${key} is "${value}"; allowed: a number of seconds above 0, up to 86400`);
  }
  return seconds;
}

// The provider's folder is that of `main`, which may lie below the one of Pulumi.yaml.
function projectFolder(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((file) => existsSync(path.join(at, file)))) return at;
    if (at === path.dirname(at)) return path.resolve(folder);
  }
}

function bad(message: string): LyncError {
  return new LyncError(message, { kind: "invalidParameter" });
}
