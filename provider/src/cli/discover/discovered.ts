import type { Code } from "../../codes";
import type { PoolRole } from "../../configurations/poolRole";
import type { Values } from "../../configurations/noun";
import type { Options } from "../../stack/declared";

/**
 * The current deployment as the beginning of a program. `pulumi-lync discover --json` prints this
 * document.
 */
export interface Discovered {
  /** The version of this document's form. */
  version: 1;
  /** When the deployment was read, as ISO 8601 in UTC. */
  readAt: string;
  /** The deployment's name. */
  deployment: string;
  /** The pools whose collections a `PassiveAuthentication` describes. */
  components: DiscoveredPool[];
  /** All other collections that exist; a global one only if it differs from its defaults. */
  collections: DiscoveredCollection[];
  /** What is unknown, and why. */
  notes: string[];
}

/** A pool as a `PassiveAuthentication` declares it. */
export interface DiscoveredPool {
  /** The resource's name in the program: unique, and valid in Pulumi. */
  name: string;
  pool: string;
  role: PoolRole;
  /** The Federation Service Name, if the metadata URI can be formed from it; otherwise null. */
  federationService: string | null;
  /** The metadata URI, if it cannot be formed from a Federation Service Name; null for an Edge. */
  metadataUri: string | null;
  /**
   * The settings of its Web Services that differ from their defaults, without those that the
   * component sets itself.
   */
  webService: Values;
  /**
   * The settings of its proxy that differ from their defaults, without those that the component
   * sets itself.
   */
  proxy: Values;
  options: Partial<Options>;
  remarks: Remark[];
}

/** A collection as a separate resource declares it. */
export interface DiscoveredCollection {
  /** The resource's type, such as `ProxyConfiguration`. */
  type: string;
  /** The resource's name in the program: unique among those of its type, and valid in Pulumi. */
  name: string;
  /** As the server writes it. */
  identity: string;
  /** The settings that differ from their defaults. */
  settings: Values;
  options: Partial<Options>;
  remarks: Remark[];
}

/** A guard's finding about the current collection, which no option allows. */
export interface Remark {
  code: Code;
  message: string;
}
