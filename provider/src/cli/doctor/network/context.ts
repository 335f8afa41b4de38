import type { DeploymentContext } from "../check";
import type { Asker } from "./asker";
import type { PassivePool } from "./passivePools";
import type { DeclaredWeb } from "./declaredWebs";
import type { Trust } from "./tls/trust";

/** What checks over the network receive. */
export interface NetworkContext extends DeploymentContext {
  asker: Asker;
  trust: Trust;
  now: Date;
  /** The pools that are passive, or that stacks declare as passive. */
  pools: readonly PassivePool[];
  /** The Web Services collections that the stacks declare. */
  declared: readonly DeclaredWeb[];
}
