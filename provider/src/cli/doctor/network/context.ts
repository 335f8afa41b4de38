import type { DeploymentContext } from "../check";
import type { Asker } from "./asker";
import type { PassivePool } from "./passivePools";
import type { DeclaredWeb } from "./declaredWebs";
import type { Trust } from "./tls/trust";

/** What checks over the network have to go by. */
export interface NetworkContext extends DeploymentContext {
  asker: Asker;
  trust: Trust;
  now: Date;
  /** The pools that are passive, or are declared to be. */
  pools: readonly PassivePool[];
  /** What the stacks declare of Web Services. */
  declared: readonly DeclaredWeb[];
}
