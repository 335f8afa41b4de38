import { existsSync } from "node:fs";
import * as path from "node:path";
import type { Remote, StackConfig } from "../stackConfig";

/** The program to start as PowerShell or instead of it, with everything that it needs. */
export interface Executable {
  path: string;
  environment: NodeJS.ProcessEnv;
  /** The modules to try to import. The first that is installed wins. */
  modules: readonly string[];
  /** The endpoint at which the cmdlets run, if not on this machine. */
  remote?: Remote;
  /** Whether it is a simulated deployment, whose own errors say what is wrong. */
  isSimulator: boolean;
  /** What to do if it cannot be started. */
  advice: string;
}

/** The parts of the stack's configuration that decide which program to start. */
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
  // Windows cannot start a script as an executable. There the simulator is a module in a real
  // PowerShell.
  if (powershell !== undefined || process.platform === "win32") {
    const modules = [path.join(sourceFolder, "simulator", "LyncSimulator.psm1")];
    const withModule = {
      ...simulated,
      LYNC_SIMULATOR_NODE: process.execPath,
      LYNC_SIMULATOR_PROGRAM: path.join(sourceFolder, "..", "dist", "simulator", "child.js"),
      // The module is an unsigned script.
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
 * What to do if the simulator cannot be started. Yarn Plug'n'Play keeps packages as zip files.
 * Node.js can read files in them, but no operating system can start a program in them.
 */
export function simulatorAdvice(program: string): string {
  const what = "This program is the simulator, a part of pulumi-lync";
  if (!/\.zip[\\/]/i.test(program)) return `${what}. Install the package again.`;
  return (
    `${what}, and a program inside a zip file cannot be started. Set dependenciesMeta.pulumi-lync.unplugged to true in the project's package.json, ` +
    "or nodeLinker to node-modules in its .yarnrc.yml. Then run yarn install."
  );
}

/** The package's folder for files that are not compiled, which are the PowerShell files. */
export const sourceFolder = path.join(__dirname, "..", "..", "src");

const realAdvice =
  "Run Pulumi on a machine that has Windows PowerShell and the administrative tools of Lync or Skype for Business, set lync:powershell to the path of a PowerShell, " +
  "or set lync:simulator for a simulated deployment.";

/**
 * The environment without values that PowerShell does not need, such as the state's passphrase, and
 * with colours turned off.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|NODE_POWERSHELL$|LYNC_PASSWORD$)/i.test(name));
  return { ...Object.fromEntries(kept), TERM: "dumb", NO_COLOR: "1" };
}

function isWindowsPowerShell(shell: string): boolean {
  return /^powershell(?:\.exe)?$/i.test(path.win32.basename(shell));
}

/**
 * The environment in which a module's scripts may run. The default execution policy of Windows 8 to
 * 11 and of Windows Server 2012 is Restricted, which refuses all scripts of a module, even signed
 * ones. A policy that the caller set is kept.
 */
function allowingScripts(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isSet = Object.keys(environment).some((name) => /^PSExecutionPolicyPreference$/i.test(name));
  return isSet ? environment : { ...environment, PSExecutionPolicyPreference: "RemoteSigned" };
}

/**
 * The environment without PowerShell 7's own module folders. A child inherits them if PowerShell 7
 * started it, for example as the shell of a CI runner. Windows PowerShell would then load modules
 * such as Microsoft.PowerShell.Security from those folders, and fail.
 */
function withoutNewerModules(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(environment).flatMap(([name, value = ""]): [string, string][] => {
    if (!/^PSModulePath$/i.test(name)) return [[name, value]];
    const kept = value.split(";").filter((folder) => !isNewersOwn(folder));
    // If the variable is missing, Windows PowerShell sets its own default.
    return kept.length === 0 ? [] : [[name, kept.join(";")]];
  });
  return Object.fromEntries(entries);
}

/**
 * The folders in which PowerShell 7 keeps modules: for one user, for all users, and in the folder
 * of a Store installation. The folder next to `pwsh` may be anywhere, so it is looked for
 * separately.
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
