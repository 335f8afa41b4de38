import { existsSync } from "node:fs";
import * as path from "node:path";
import type { Remote, StackConfig } from "../stackConfig";

/** The program that is started as PowerShell, or in its place, with what it needs. */
export interface Executable {
  path: string;
  environment: NodeJS.ProcessEnv;
  /** The modules to import, the first that is there wins. */
  modules: readonly string[];
  /** Where the cmdlets are to run, if not here. */
  remote?: Remote;
  /** Whether it is a simulated deployment, which says itself what is wrong with it. */
  isSimulator: boolean;
  /** What to do where it cannot be started. */
  advice: string;
}

/** What of the stack's configuration decides it. */
export type ExecutableChoice = Pick<StackConfig, "simulator" | "powershell" | "module" | "remote">;

/** Decides which program to start. */
export function chooseExecutable({ simulator, powershell, module, remote }: ExecutableChoice): Executable {
  const shell = powershell ?? (process.platform === "win32" ? "powershell.exe" : "pwsh");
  const environment = isWindowsPowerShell(shell) ? withoutNewerModules(cleanEnvironment()) : cleanEnvironment();
  if (simulator === undefined) {
    const modules = module === undefined ? ["SkypeForBusiness", "Lync"] : [module];
    const real = { path: shell, modules, isSimulator: false, advice: realAdvice, environment: allowingScripts(environment) };
    return remote === undefined ? real : { ...real, remote };
  }
  const simulated = { ...environment, LYNC_SIMULATOR: simulator.topology };
  // A script cannot be started in an executable's place on Windows: there the simulator is a module
  // in a real PowerShell.
  if (powershell !== undefined || process.platform === "win32") {
    const modules = [path.join(sourceFolder, "simulator", "LyncSimulator.psm1")];
    const withModule = {
      ...simulated,
      LYNC_SIMULATOR_NODE: process.execPath,
      LYNC_SIMULATOR_PROGRAM: path.join(sourceFolder, "..", "dist", "simulator", "child.js"),
      // The module is a script, and unsigned.
      PSExecutionPolicyPreference: "Bypass",
    };
    return {
      path: shell,
      environment: withModule,
      modules,
      isSimulator: true,
      advice: "Set lync:powershell to the path of a PowerShell.",
    };
  }
  const program = path.join(sourceFolder, "..", "bin", "pulumi-lync-simulator");
  return { path: program, environment: simulated, modules: [], isSimulator: true, advice: simulatorAdvice(program) };
}

/**
 * What to do where the simulator cannot be started. Yarn Plug'n'Play keeps packages as zip files,
 * which Node.js reads through it, and no system starts a program from.
 */
export function simulatorAdvice(program: string): string {
  const what = "It is the simulator, a part of pulumi-lync";
  if (!/\.zip[\\/]/i.test(program)) return `${what}: install the package again.`;
  return (
    `${what}, and inside a zip file no program can be started: set dependenciesMeta.pulumi-lync.unplugged to true in the project's package.json, ` +
    "or nodeLinker to node-modules in its .yarnrc.yml, and run yarn install."
  );
}

/** Where the package keeps what is not compiled: the PowerShell files. */
export const sourceFolder = path.join(__dirname, "..", "..", "src");

const realAdvice =
  "Run this where Windows PowerShell and the Lync or Skype for Business administrative tools are installed, set lync:powershell to its path, " +
  "or set lync:simulator for a simulated deployment.";

/**
 * The environment without what PowerShell has no business to see (the state's passphrase), and
 * without colours in its output.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|NODE_POWERSHELL$|LYNC_PASSWORD$)/i.test(name));
  return { ...Object.fromEntries(kept), TERM: "dumb", NO_COLOR: "1" };
}

function isWindowsPowerShell(shell: string): boolean {
  return /^powershell(?:\.exe)?$/i.test(path.win32.basename(shell));
}

/**
 * The environment in which a module's scripts may run. The default policy of Windows 8 to 11 and of
 * Windows Server 2012, Restricted, refuses a module's scripts, signed or not. A policy that the
 * caller set is kept.
 */
function allowingScripts(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isSet = Object.keys(environment).some((name) => /^PSExecutionPolicyPreference$/i.test(name));
  return isSet ? environment : { ...environment, PSExecutionPolicyPreference: "RemoteSigned" };
}

/**
 * The environment without PowerShell 7's own folders of modules. A parent that is PowerShell 7,
 * such as a runner's shell, hands them on. Windows PowerShell would then load its own modules, such
 * as Microsoft.PowerShell.Security, from there, and fail.
 */
function withoutNewerModules(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(environment).flatMap(([name, value = ""]): [string, string][] => {
    if (!/^PSModulePath$/i.test(name)) return [[name, value]];
    const kept = value.split(";").filter((folder) => !isNewersOwn(folder));
    // Without one it makes its own.
    return kept.length === 0 ? [] : [[name, kept.join(";")]];
  });
  return Object.fromEntries(entries);
}

/**
 * Where PowerShell 7 keeps modules: for one user, for all users, and beside its program, which may
 * be anywhere.
 */
const newersFolders = [
  /\\Documents\\PowerShell\\Modules$/i,
  /\\Program Files(?: \(x86\))?\\PowerShell\\(?:\d[^\\]*\\)?Modules$/i,
  /\\WindowsApps\\Microsoft\.PowerShell(?:Preview)?_[^\\]*\\Modules$/i,
];

function isNewersOwn(folder: string): boolean {
  const plain = path.win32.normalize(folder).replace(/\\+$/, "");
  return newersFolders.some((pattern) => pattern.test(plain)) || existsSync(path.join(folder, "..", "pwsh.dll"));
}
