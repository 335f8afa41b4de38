import * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import { LyncError } from "../errors";
import { readTopologyFile } from "../simulator/topology";
import { readStackConfig, refuseUnknownKeys } from "../stackConfig";
import type { OldState } from "./oldState";

/** What is remembered of a run of a program: a process that embeds programs, as the Automation API does, runs several. */
export interface ProgramRun {
  isChecked: boolean;
  /** The name of the resource that declares each collection. */
  declaredBy: Map<string, string>;
  /** What each resource is declared with. */
  declarations: { noun: Noun; args: Readonly<Record<string, unknown>> }[];
  /** What the stack's state has until now, once somebody asks. */
  oldState?: Promise<OldState>;
}

const runs = new WeakMap<object, ProgramRun>();

/** The run that is under way: each has a stack resource of its own; under mocks, where there is none, each has its own monitor. */
export function currentRun(): ProgramRun {
  const key: object = pulumi.runtime.getStackResource() ?? pulumi.runtime.getMonitor() ?? runs;
  const run: ProgramRun = runs.get(key) ?? { isChecked: false, declaredBy: new Map<string, string>(), declarations: [] };
  runs.set(key, run);
  return run;
}

/**
 * Validates the stack's configuration before the program's first resource, where one clean sentence ends the run with nothing changed. Says,
 * too, that a deployment is a simulated one.
 */
export function checkProgram(): void {
  const run = currentRun();
  if (run.isChecked) return;
  run.isChecked = true;
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
