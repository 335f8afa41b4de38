import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cmdletSource } from "./cmdletSource";
import { runFolder } from "../support/runFolder";
import { chooseExecutable, type Executable } from "../../provider/src/powershell/executable";
import type { Noun } from "../../provider/src/configurations/noun";
import { descriptionOf } from "../../provider/src/simulator/binderProtocol";
import { SimulatedDeployment } from "../../provider/src/simulator/deployment";
import { Store } from "../../provider/src/simulator/store";
import { readTopologyFile } from "../../provider/src/simulator/topologyFile";

/** The PowerShell, the topology file and the simulator of a compiled module. */
export interface CompiledChoice {
  powershell: string;
  topologyFile: string;
  /** The nouns whose cmdlets it has. @default the package's nouns */
  nouns?: readonly Noun[];
  /** The program of the simulator of these nouns. @default the package's program */
  child?: string;
}

/**
 * A PowerShell with a compiled module. The module has typed cmdlets, as a vendor writes them, which
 * use the simulator of a topology file.
 */
export function compiledExecutable({ powershell, topologyFile, nouns, child }: CompiledChoice): Executable {
  const executable = chooseExecutable({ simulator: { topology: topologyFile, name: path.basename(topologyFile) }, powershell });
  const environment = { ...executable.environment, ...(child === undefined ? {} : { LYNC_SIMULATOR_PROGRAM: child }) };
  return { ...executable, environment, modules: [compiledModule(topologyFile, nouns)] };
}

/**
 * Writes the module if it does not exist yet, and returns its file. The first PowerShell that
 * imports the module compiles it.
 */
function compiledModule(topologyFile: string, nouns?: readonly Noun[]): string {
  const deployment = new SimulatedDeployment(readTopologyFile(topologyFile), new Store(topologyFile, nouns), nouns);
  const source = cmdletSource(descriptionOf(deployment));
  const folder = path.join(runFolder, `compiled-${createHash("sha256").update(source).digest("hex").slice(0, 16)}`);
  if (!existsSync(folder)) writeModule(folder, source);
  return path.join(folder, "CompiledModule.psm1");
}

// Another test file may write the same module. So the complete folder is moved into place in one
// step.
function writeModule(folder: string, source: string): void {
  const fresh = mkdtempSync(`${folder}-`);
  for (const file of ["Binder.cs", "CompiledModule.psm1"]) copyFileSync(path.join(import.meta.dirname, file), path.join(fresh, file));
  writeFileSync(path.join(fresh, "Cmdlets.cs"), source);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
