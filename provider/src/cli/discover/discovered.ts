import type { Code } from "../../codes";
import type { PoolRole } from "../../configurations/poolRole";
import type { Values } from "../../configurations/noun";
import type { Options } from "../../stack/declared";

/**
 * A deployment as it is, as the beginning of a program. The JSON document of `pulumi-lync discover`
 * is this.
 */
export interface Discovered {
  /** Of the form of this document. */
  version: 1;
  /** When the deployment was read, in ISO 8601 and UTC. */
  readAt: string;
  /** The deployment's name. */
  deployment: string;
  /** The pools whose collections a `PassiveAuthentication` describes. */
  components: DiscoveredPool[];
  /** All other collections that exist; a global one only if it differs from its defaults. */
  collections: DiscoveredCollection[];
  /** What could not be told, and why. */
  notes: string[];
}

/** A pool as a `PassiveAuthentication` declares it. */
export interface DiscoveredPool {
  /** The resource's name in the program: unique, and fit for any Pulumi name. */
  name: string;
  pool: string;
  role: PoolRole;
  /**
   * The Federation Service Name, if the metadata URI is the one that it stands for; null otherwise.
   */
  federationService: string | null;
  /** The metadata URI, if no Federation Service Name stands for it; null for an Edge. */
  metadataUri: string | null;
  /**
   * Settings of its Web Services beyond those that the component sets itself, where they differ
   * from their defaults.
   */
  webService: Values;
  /** The same of its proxy. */
  proxy: Values;
  options: Partial<Options>;
  remarks: Remark[];
}

/** A collection as a resource of its own declares it. */
export interface DiscoveredCollection {
  /** The resource's type, such as `ProxyConfiguration`. */
  type: string;
  /**
   * The resource's name in the program: unique among those of its type, and fit for any Pulumi
   * name.
   */
  name: string;
  /** As the server writes it. */
  identity: string;
  /** The settings that differ from their defaults. */
  settings: Values;
  options: Partial<Options>;
  remarks: Remark[];
}

/** What a guard says of it as it is, and no option allows. */
export interface Remark {
  code: Code;
  message: string;
}
