import type { Role } from "./roles";
import type { PoolVersion } from "./versions";

/** A computer of a pool. */
export interface Computer {
  /** The computer's fully qualified domain name. */
  fqdn: string;
  /**
   * The product version of the installed server, such as "5.0.8308.420": two to four numbers with
   * dots between.
   * @default the product version of the pool's `version`
   */
  productVersion?: string | undefined;
}

/** A pool of a simulated deployment. */
export interface Pool {
  /** The pool's fully qualified domain name. */
  fqdn: string;
  role: Role;
  /**
   * The version of its servers, which is not newer than the deployment's `serverVersion`.
   * @default the deployment's `serverVersion`
   */
  version?: PoolVersion | undefined;
  /**
   * Its computers, each a name, or a name and a product version; the pool's own name where left
   * out.
   */
  computers?: (string | Computer)[] | undefined;
  /**
   * Of an Enterprise pool or a Standard Edition server: the pool that takes over its users. The two
   * are a pair, whichever end says so, and a pool is in one pair at most.
   */
  backupPool?: string | undefined;
  /** Of an Edge pool: the Director, or the pool with users, that sign-ins pass on to. */
  nextHop?: string | undefined;
  /** Of a survivable branch: the pool with users that stands behind it. */
  homePool?: string | undefined;
}

/** A site of a simulated deployment, and its pools. */
export interface Site {
  name: string;
  pools: Pool[];
}

/** A deployment as a person writes it: sites, their pools, and what each pool is for. */
export interface Topology {
  /**
   * The version of the installed administrative tools: a setting that came later is an unknown
   * parameter.
   */
  serverVersion: 2013 | 2015 | 2019 | "SE";
  sites: Site[];
  /** Whether modern authentication (ADAL) is on, from 2015 on. */
  modernAuthentication?: boolean | undefined;
  /**
   * By what name states remember the deployment, wherever the file lies; its path where left out.
   */
  name?: string | undefined;
  /**
   * Where `pulumi-lync doctor` finds hosts on the network: an address with a port, by the host's
   * name as a URI has it, such as `{ "sts.contoso.com": "127.0.0.1:8443" }`. It asks no others.
   */
  hosts?: Record<string, string> | undefined;
}

/** A pool's computers. */
export function computersOf({ fqdn, computers = [fqdn] }: Pool): Computer[] {
  return computers.map((one) => (typeof one === "string" ? { fqdn: one } : one));
}
