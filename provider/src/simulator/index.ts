/**
 * The simulated deployment as a library, for tests of stacks: start one from a topology, point a
 * stack's `lync:simulator` at it, look at what the stack left behind, and make its cmdlets fail,
 * dawdle or hang.
 *
 * @module pulumi-lync/simulator
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Call } from "../cmdlets/call";
import { makeTemporaryFolder } from "../temporaryFolder";
import type { CsObject } from "./cmdlet";
import { SimulatedDeployment } from "./deployment";
import type { Fault } from "./faults";
import { fileBeside, removeFile, replaceFile } from "./files";
import { withLock } from "./lock";
import { Original } from "./original";
import { Store } from "./store";
import { parseTopology } from "./topologyFile";
import type { Topology } from "./topology";

export type { Fault } from "./faults";
export type { Role } from "./roles";
export type { Computer, Pool, Site, Topology } from "./topology";
export type { PoolVersion } from "./versions";
export type { CsObject } from "./cmdlet";

/** A simulated deployment in a folder. */
export interface Simulator {
  /** The topology file: what a stack's `lync:simulator` names. */
  readonly topologyFile: string;
  /** The file that what is stored lies in; absent while everything is at its default. */
  readonly stateFile: string;
  /**
   * Runs a cmdlet as an administrator would, and answers its objects; no fault befalls it.
   * @throws Error as the server would fail, with `category` and `errorId`.
   */
  run(cmdlet: string, parameters?: Call["parameters"]): CsObject[];
  /**
   * Makes the cmdlets of stacks fail, dawdle, hang, forget or lag; replaces the faults set before.
   * Those of `run` are an administrator's, by which a test looks at what is there: no fault befalls
   * them.
   */
  setFaults(...faults: Fault[]): void;
  /** Forgets what is stored and the faults. */
  reset(): void;
  /** Deletes its files, and the folder where it made one. */
  remove(): void;
}

/**
 * Starts a simulated deployment.
 *
 * @param topology what there is: the same as a topology file holds.
 * @param folder where its files lie; a temporary folder of its own where left out.
 * @throws LyncError naming each place in the topology that is wrong.
 *
 * @example
 * ```ts
 * const contoso = startSimulator({
 *   serverVersion: 2013,
 *   sites: [
 *     {
 *       name: "Redmond",
 *       pools: [{ fqdn: "LyncPool01.contoso.com", role: "enterprisePool" }],
 *     },
 *   ],
 * });
 * // Set lync:simulator to contoso.topologyFile, and run `pulumi up`. Then look at what it stored:
 * const [collection] = contoso.run("Get-CsWebServiceConfiguration", {
 *   Identity: "service:WebServer:LyncPool01.contoso.com",
 * });
 * ```
 */
export function startSimulator(topology: Topology, folder?: string): Simulator {
  const parsed = parseTopology(topology, "of startSimulator");
  const place = folder ?? makeTemporaryFolder("pulumi-lync-simulator-", "A simulated deployment is kept there");
  mkdirSync(place, { recursive: true });
  const topologyFile = path.join(place, "deployment.json");
  const stateFile = fileBeside(topologyFile, "state");
  const faultsFile = fileBeside(topologyFile, "faults");
  writeFileSync(topologyFile, `${JSON.stringify(topology, undefined, 2)}\n`);
  const deployment = new SimulatedDeployment(parsed, new Store(topologyFile));

  // A stack may be reading or writing either file just then.
  const reset = (): void => {
    withLock(stateFile, (held) => {
      new Original(stateFile).forget(held);
      removeFile(held, stateFile);
    });
    withLock(faultsFile, (held) => removeFile(held, faultsFile));
  };
  return {
    topologyFile,
    stateFile,
    // Its own copy: what it answers may be what is kept.
    run: (cmdlet, parameters = {}) => structuredClone(deployment.run({ cmdlet, parameters })),
    setFaults: (...faults) => {
      withLock(faultsFile, (held) => replaceFile(held, faultsFile, { content: `${JSON.stringify(faults, undefined, 2)}\n` }));
    },
    reset,
    remove: () => {
      if (!existsSync(place)) return;
      reset();
      rmSync(topologyFile, { force: true });
      if (folder === undefined) rmSync(place, { recursive: true, force: true });
    },
  };
}
