import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Noun } from "../../provider/src/configurations/noun";
import { nouns } from "../../provider/src/configurations/nouns";
import { CsDeployment } from "../../provider/src/deployment/csDeployment";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Naming } from "../../provider/src/deployment/naming";
import type { Call, CallResult } from "../../provider/src/cmdlets/call";
import { aboutOf, answerRequest, openingOf } from "../../provider/src/simulator/agent";
import { SimulatedDeployment } from "../../provider/src/simulator/deployment";
import { Faults, type Fault } from "../../provider/src/simulator/faults";
import { recordRequest } from "../../provider/src/simulator/recorder";
import type { Simulation } from "../../provider/src/simulator/simulation";
import { Store } from "../../provider/src/simulator/store";
import { parseTopology } from "../../provider/src/simulator/topologyFile";
import { contoso } from "./contoso";

export interface Simulated {
  deployment: Deployment;
  /** The same deployment in another provider process, which knows nothing yet. */
  newProcess: () => Deployment;
  /** Runs calls as a session does. */
  run: (...calls: Call[]) => Promise<CallResult[]>;
  setFaults: (...faults: Fault[]) => void;
  /** Changes each object that later Gets return, as remoting might change it. */
  changeObjects: (change: (object: Record<string, unknown>) => Record<string, unknown>) => void;
  /** Every call that arrived, in order. */
  calls: Call[];
  /** The topology file. The state file is next to it. */
  file: string;
}

/** The usual number of retries, but with short pauses. */
export const quickPatience = { readRetries: 3, firstPauseMilliseconds: 1, lagPausesMilliseconds: [1, 1, 1, 1] };

/** A simulated deployment with its own folder, in this process. */
export function simulate(
  topology: object = contoso,
  known: readonly Noun[] = nouns,
  naming: Naming = { way: "simulator:contoso.json" },
): Simulated {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, "contoso.json");
  writeFileSync(file, JSON.stringify(topology));

  const simulation: Simulation = {
    deployment: new SimulatedDeployment(parseTopology(topology, file), new Store(file, known), known),
    faults: new Faults(file),
  };
  const calls: Call[] = [];
  let changed = (object: Record<string, unknown>): Record<string, unknown> => object;
  const run = async (requested: readonly Call[]): Promise<CallResult[]> => {
    calls.push(...requested);
    const { results } = await answerRequest(simulation, { id: 1, calls: requested });
    return results.map((result) => ({ ...result, objects: result.objects.map(changed) }));
  };
  const newProcess = (): Deployment =>
    new CsDeployment(
      {
        run: (requested) => {
          // A noun that a test invented is not part of the contract.
          if (known === nouns) recordRequest(requested);
          return run(requested);
        },
        opening: () =>
          Promise.resolve(
            openingOf(
              simulation.deployment,
              known.flatMap(({ cs }) => [`New-${cs}`, `Set-${cs}`]),
            ),
          ),
        about: () => Promise.resolve(aboutOf(simulation.deployment)),
        close: () => Promise.resolve(),
      },
      { naming, patience: quickPatience },
    );
  return {
    deployment: newProcess(),
    newProcess,
    run: (...requested) => run(requested),
    setFaults: (...faults) => {
      writeFileSync(path.join(folder, "contoso.faults.json"), JSON.stringify(faults));
    },
    changeObjects: (change) => {
      changed = change;
    },
    calls,
    file,
  };
}
