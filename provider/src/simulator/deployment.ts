import { nouns } from "../configurations/nouns";
import type { Noun } from "../configurations/noun";
import type { Call } from "../cmdlets/call";
import { bind } from "./binding";
import { allParameters, type Circumstances, type Cmdlet, type CsObject } from "./cmdlet";
import { CmdletFailure } from "./cmdletFailure";
import { collectionCmdlets } from "./collections";
import { directoryCmdlets } from "./directory";
import { makers } from "./makers";
import type { Store } from "./store";
import type { Topology } from "./topology";
import { unverified } from "./unverified";

/** A simulated deployment. It runs cmdlets on a topology and a store. */
export class SimulatedDeployment {
  readonly topology: Topology;
  readonly #cmdlets: Map<string, Cmdlet>;

  /** @param known the nouns whose cmdlets it has. */
  constructor(topology: Topology, store: Store, known: readonly Noun[] = nouns) {
    this.topology = topology;
    const all = [...known.flatMap((noun) => collectionCmdlets(noun, { topology, store })), ...directoryCmdlets(topology, store), ...makers];
    this.#cmdlets = new Map(all.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));
  }

  /**
   * Runs a cmdlet and returns its objects.
   * @throws CmdletFailure as PowerShell or the server would fail.
   */
  run(call: Call, circumstances: Circumstances = { lagSeconds: 0 }): CsObject[] {
    const cmdlet = this.#cmdlets.get(call.cmdlet.toLowerCase());
    if (cmdlet === undefined) {
      const error = { category: "ObjectNotFound", id: "CommandNotFoundException" };
      throw new CmdletFailure(error, `The term '${call.cmdlet}' is not recognized.`, call.cmdlet);
    }
    return cmdlet.run(bind(cmdlet, call.parameters), circumstances);
  }

  /** The module that is simulated, and its version. */
  get standsFor(): { module: string; version: string } {
    const { serverVersion } = this.topology;
    return { module: unverified.modules[serverVersion], version: unverified.productVersions[serverVersion] };
  }

  /** Its cmdlets. */
  get cmdlets(): readonly Cmdlet[] {
    return [...this.#cmdlets.values()];
  }

  /** The names of a cmdlet's parameters, or none if there is no such cmdlet. */
  parametersOf(cmdlet: string): string[] {
    const known = this.#cmdlets.get(cmdlet.toLowerCase());
    return known === undefined ? [] : [...allParameters(known).keys()];
  }
}
