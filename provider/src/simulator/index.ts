/**
 * The simulated deployment as a library, for tests of stacks. A test starts a deployment from a
 * topology, sets a stack's `lync:simulator` to it, and checks what the stack stored. It can also
 * make the cmdlets fail, take long or hang.
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

/** A simulated deployment whose files are in a folder. `startSimulator` makes one. */
export interface Simulator {
  /** The path of the topology file, for a stack's `lync:simulator`. */
  readonly topologyFile: string;
  /** The path of the state file. The file is absent while everything is at its default. */
  readonly stateFile: string;
  /**
   * Runs a cmdlet as an administrator would, and returns its objects. Faults do not affect it.
   *
   * @param cmdlet the cmdlet's name, such as `Get-CsProxyConfiguration`.
   * @param parameters the parameters by their names in PowerShell, such as `Identity`.
   * @throws Error if the server's cmdlet would fail. `category` and `errorId` say how.
   */
  run(cmdlet: string, parameters?: Call["parameters"]): CsObject[];
  /**
   * Makes the cmdlets that stacks run fail, take long, hang, forget or lag. Replaces the earlier
   * faults; without arguments, there are none any more. Faults do not affect `run`, so that a test
   * can always check what is stored.
   */
  setFaults(...faults: Fault[]): void;
  /** Deletes everything that is stored, and all faults. */
  reset(): void;
  /** Deletes the simulator's files, and the folder if the simulator made it. */
  remove(): void;
}

/**
 * Starts a simulated deployment.
 *
 * @param topology the sites and pools, in the same form as in a topology file.
 * @param folder the folder for its files. If it is left out, a new temporary folder is used.
 * @throws LyncError if the topology is wrong. The message names each wrong place.
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
 * // Set lync:simulator to contoso.topologyFile, and run `pulumi up`. Then check what it stored:
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

  // The locks are needed, because a stack may be reading or writing these files.
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
    // The result is copied, because the objects may be the stored ones.
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
