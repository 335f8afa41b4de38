import * as pulumi from "@pulumi/pulumi";
import { LyncError } from "../errors";
import { readTopologyFile } from "../simulator/topology";
import { readStackConfig, refuseUnknownKeys } from "../stackConfig";

let checked = false;

/**
 * Validates the stack's configuration before the program's first resource, where one clean sentence ends the run with nothing changed. Says,
 * too, that a deployment is a simulated one.
 */
export function checkProgram(): void {
  if (checked) return;
  checked = true;
  try {
    const all = pulumi.runtime.allConfig();
    refuseUnknownKeys(Object.keys(all));
    const { simulator } = readStackConfig((key) => all[`lync:${key}`], process.cwd());
    if (simulator === undefined) return;
    readTopologyFile(simulator.topology);
    void pulumi.log.info(`simulated deployment: ${simulator.name}`);
  } catch (error) {
    if (error instanceof LyncError) throw new pulumi.RunError(error.message);
    throw error;
  }
}
