import { existsSync } from "node:fs";
import * as path from "node:path";
import { closest } from "./closest";
import { defined } from "./defined";
import { LyncError } from "./errors";
import { givenNames, isGivenName } from "./givenName";
import { findProjectFolder, type ProjectFolder } from "./projectFolder";

/** Which deployment a stack is for and how it is reached: the `lync:` keys of its configuration. */
export interface StackConfig {
  /** A simulated deployment, instead of a real one. */
  simulator?: {
    /** The topology file's absolute path. */
    topology: string;
    /** Its path relative to the folder of Pulumi.yaml. */
    name: string;
  };
  /**
   * The deployment's given name. It is needed if another deployment may have the same path or the
   * same pools.
   */
  deployment?: string;
  /** The deployment's old name in the stack's state, which is to be replaced. */
  formerDeployment?: string;
  /**
   * The PowerShell to start.
   * @default `powershell.exe` on Windows, otherwise `pwsh`
   */
  powershell?: string;
  /**
   * The module to import.
   * @default SkypeForBusiness, or Lync if there is no such module
   */
  module?: string;
  /** A remote PowerShell endpoint, instead of the cmdlets of this machine. */
  remote?: Remote;
  /** How long one cmdlet may run. */
  timeoutSeconds: number;
  /** How many sessions run in parallel. */
  sessions: number;
  /** Whether the deployment is neither read nor written. */
  offline: boolean;
  /** The file that gets a line for every cmdlet, as an absolute path. */
  log?: string;
}

/** A remote endpoint, and the account that signs in to it. */
export interface Remote {
  connectionUri: string;
  authentication: string;
  /**
   * A username and a password are given together or not at all. Without them, the account that runs
   * Pulumi signs in.
   */
  username?: string;
  password?: string;
}

/** All keys, without their namespace. */
export const keys = [
  "simulator",
  "powershell",
  "module",
  "deployment",
  "formerDeployment",
  "connectionUri",
  "authentication",
  "username",
  "password",
  "timeoutSeconds",
  "sessions",
  "offline",
  "log",
] as const;
export type Key = (typeof keys)[number];

/** Who reads a configuration, and from which folder. */
interface Reading {
  /**
   * A provider process gets the configuration of the last update when it runs without the program.
   * A program may run in another folder than the provider, so it checks for no file.
   */
  reader?: "command" | "provider" | "program";
  /**
   * The folder at which relative paths start.
   * @default the nearest folder with a Pulumi.yaml, from `folder` upwards
   */
  root?: ProjectFolder;
}

/**
 * The allowed values of lync:authentication. Basic sends the password unencrypted, so it is allowed
 * only over https.
 */
const authentications = ["Default", "Negotiate", "Kerberos", "Basic"] as const;

/**
 * Reads the `lync:` keys.
 *
 * @param get returns the value of a key, which it gets without its namespace.
 * @param folder the program's folder. The name of a topology file with an absolute path is relative
 * to the nearest folder with a Pulumi.yaml, from here upwards.
 * @throws LyncError that names the key, the value and what is allowed.
 */
export function readStackConfig(get: (key: Key) => string | undefined, folder: string, reading: Reading = {}): StackConfig {
  const nearest = findProjectFolder(folder) ?? path.resolve(folder);
  const { reader = "command", root = nearest } = reading;
  const [simulator, powershell, module, log] = [get("simulator"), get("powershell"), get("module"), get("log")];
  const [deployment, formerDeployment] = [get("deployment"), get("formerDeployment")];
  if (deployment !== undefined && !isGivenName(deployment)) {
    throw bad(`lync:deployment is "${deployment}"; allowed: ${givenNames}.`);
  }
  const remote = readRemote(get);
  if (simulator !== undefined && remote !== undefined) {
    throw bad("lync:simulator and lync:connectionUri exclude each other: a deployment is either simulated or real. Remove one of them.");
  }
  if (module !== undefined && (simulator ?? remote) !== undefined) {
    throw bad("lync:module is only for the cmdlets of this machine. Remove it, or remove lync:simulator or lync:connectionUri.");
  }
  return defined({
    simulator: simulator === undefined ? undefined : readSimulator(simulator, { nearest, root, reader }),
    deployment,
    formerDeployment,
    powershell,
    module,
    remote,
    log: log === undefined ? undefined : pathOf("log", log, root),
    timeoutSeconds: readNumber("timeoutSeconds", get, { preset: 120, min: 0.1, max: 86_400, what: "a number of seconds" }),
    offline: readFlag("offline", get),
    sessions: readNumber("sessions", get, { preset: 1, min: 1, max: 16, what: "a whole number", whole: true }),
  });
}

/** Whether the configuration depends on the project's folder. */
export function hasRelativePaths(get: (key: Key) => string | undefined): boolean {
  return [get("simulator"), get("log")].some((value) => value !== undefined && !path.isAbsolute(value));
}

/**
 * Refuses `lync:` keys that do not exist. In a project with the name `lync`, an unknown key may be
 * the program's own.
 *
 * @param names whole keys, such as `lync:simulator` or `aws:region`.
 * @param project the project's name.
 * @returns messages for a project with the name `lync`: warnings about likely typing errors, and
 * notes about the keys that pulumi-lync reads.
 * @throws LyncError that names the key, the closest one and those that exist.
 */
export function refuseUnknownKeys(names: readonly string[], project: string): { warnings: string[]; notes: string[] } {
  const [warnings, notes]: [string[], string[]] = [[], []];
  const isOwn = project === "lync";
  for (const name of names) {
    const [namespace, ...rest] = name.split(":");
    const key = rest.join(":");
    if (namespace !== "lync") continue;
    if ((keys as readonly string[]).includes(key)) {
      if (isOwn)
        notes.push(
          `pulumi-lync reads "${name}". Its keys begin with "lync:", and so do the keys of this project, because the project's name is lync.`,
        );
      continue;
    }
    const near = closest(key, keys);
    if (isOwn && near === undefined) continue;
    const hint = near === undefined ? "" : ` Did you mean "lync:${near}"?`;
    const message = `"${name}" is not a configuration key of pulumi-lync.${hint}`;
    if (!isOwn) throw bad(`${message} Known keys: ${keys.map((known) => `lync:${known}`).join(", ")}.`);
    warnings.push(`${message} If this project uses the key itself, ignore this warning.`);
  }
  return { warnings, notes };
}

function readSimulator(
  value: string,
  { nearest, root, reader }: Required<Reading> & { nearest: string },
): NonNullable<StackConfig["simulator"]> {
  const topology = pathOf("simulator", value, root);
  if (reader !== "program" && !existsSync(topology)) {
    const last =
      reader === "provider"
        ? " Refresh and destroy use the configuration of the last up, even if the stack's configuration has changed since then. To make them use the current one, set PULUMI_RUN_PROGRAM=true in the environment."
        : "";
    const start = typeof root === "string" ? `${root}, the folder of Pulumi.yaml` : "the folder of Pulumi.yaml";
    throw bad(
      `lync:simulator is "${value}", but there is no file ${topology}. Write the path of the topology file relative to ${start}.${last}`,
    );
  }
  // States name a topology file with an absolute path relative to the program's folder, as they
  // always did.
  const from = path.isAbsolute(value) || typeof root !== "string" ? nearest : root;
  return { topology, name: path.relative(from, topology).split(path.sep).join("/") };
}

function pathOf(key: Key, value: string, root: ProjectFolder): string {
  if (path.isAbsolute(value)) return path.resolve(value);
  if (typeof root === "string") return path.resolve(root, value);
  throw bad(`lync:${key} is "${value}", a path relative to the folder of Pulumi.yaml, but ${root.unknown}`);
}

function readRemote(get: (key: Key) => string | undefined): Remote | undefined {
  const connectionUri = get("connectionUri");
  // An empty variable counts as not set, because GitHub Actions turns a missing secret into an
  // empty one.
  const username = process.env.LYNC_USERNAME || get("username");
  const password = process.env.LYNC_PASSWORD || get("password");
  if (connectionUri === undefined) {
    const lonely = (["authentication", "username", "password"] as const).find((key) => get(key) !== undefined);
    if (lonely !== undefined) throw bad(`lync:${lonely} is only for a remote deployment. Set lync:connectionUri, too, or remove it.`);
    return undefined;
  }
  // A user who names a PowerShell in lync:powershell says that it can reach the endpoint.
  if (process.platform !== "win32" && get("powershell") === undefined) {
    throw bad(
      "lync:connectionUri needs Windows: PowerShell's remoting to a Lync server (WSMan) is not supported from Linux or macOS. " +
        "Run Pulumi on a Windows machine, such as a self-hosted Windows runner, or set lync:simulator for a simulated deployment.",
    );
  }
  const authentication = get("authentication") ?? "Default";
  const known = authentications.find((name) => name.toLowerCase() === authentication.toLowerCase());
  if (known === undefined) throw bad(`lync:authentication is "${authentication}"; allowed: ${authentications.join(", ")}.`);
  if (!URL.canParse(connectionUri) || !/^https?:\/\//i.test(connectionUri)) {
    throw bad(`lync:connectionUri is "${connectionUri}"; allowed: an absolute URI such as https://pool.contoso.com/OcsPowershell`);
  }
  if (known === "Basic" && !/^https:/i.test(connectionUri)) {
    throw bad(
      "lync:authentication is Basic, which sends the password unencrypted, so it is refused over http. Use https, or Negotiate or Kerberos.",
    );
  }
  if ((username === undefined) !== (password === undefined)) {
    throw bad(
      "lync:username and lync:password (or LYNC_USERNAME and LYNC_PASSWORD) belong together. Set both, or neither to sign in as the account that runs Pulumi.",
    );
  }
  return defined({ connectionUri, authentication: known, username, password });
}

function readFlag(key: Key, get: (key: Key) => string | undefined): boolean {
  const value = get(key) ?? "false";
  if (value !== "true" && value !== "false") throw bad(`lync:${key} is "${value}"; allowed: true, false.`);
  return value === "true";
}

interface NumberRange {
  preset: number;
  min: number;
  max: number;
  what: string;
  whole?: boolean;
}

function readNumber(key: Key, get: (key: Key) => string | undefined, { preset, min, max, what, whole = false }: NumberRange): number {
  const value = get(key);
  if (value === undefined) return preset;
  const number = Number(value);
  if (value.trim() !== "" && number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
  throw bad(`lync:${key} is "${value}"; allowed: ${what} from ${min} to ${max}.`);
}

function bad(message: string): LyncError {
  return new LyncError(message, { kind: "invalidParameter" });
}
