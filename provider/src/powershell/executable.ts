import * as path from "node:path";
import type { StackConfig } from "../stackConfig";

/** The program that is started in PowerShell's place, with what it needs. */
export interface Executable {
  path: string;
  environment: NodeJS.ProcessEnv;
  /** The modules to import, the first that is there wins. */
  modules: readonly string[];
  /** What to do where it cannot be started. */
  advice: string;
}

/** Decides which program to start. */
export function chooseExecutable(config: StackConfig): Executable {
  if (config.simulator !== undefined) {
    return {
      path: path.join(__dirname, "..", "..", "bin", "pulumi-lync-simulator"),
      environment: { ...cleanEnvironment(), LYNC_SIMULATOR: config.simulator.topology },
      modules: [],
      advice: "It is the simulator, a part of the package pulumi-lync: install the package again.",
    };
  }
  return {
    path: config.powershell ?? (process.platform === "win32" ? "powershell.exe" : "pwsh"),
    environment: cleanEnvironment(),
    modules: config.module === undefined ? ["SkypeForBusiness", "Lync"] : [config.module],
    advice:
      "Run this where Windows PowerShell and the Lync or Skype for Business administrative tools are installed, set lync:powershell to its path, " +
      "or set lync:simulator for a simulated deployment.",
  };
}

/** The environment without what PowerShell has no business to see (the state's passphrase), and without colours in its output. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|NODE_POWERSHELL$)/i.test(name));
  return { ...Object.fromEntries(kept), TERM: "dumb", NO_COLOR: "1" };
}
