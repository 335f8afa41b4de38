import type { Role } from "./roles";
import type { PoolVersion } from "./versions";

/** A computer of a pool. */
export interface Computer {
  /** The computer's fully qualified domain name. */
  fqdn: string;
  /**
   * The product version of the installed server, such as "5.0.8308.420": two to four numbers
   * separated by dots.
   * @default the product version of the pool's `version`
   */
  productVersion?: string | undefined;
}

/** A pool of a simulated deployment. */
export interface Pool {
  /** The pool's fully qualified domain name. */
  fqdn: string;
  /** The role of the pool, which decides which services it runs. */
  role: Role;
  /**
   * The version of the pool's servers. It cannot be newer than the deployment's `serverVersion`.
   * @default the deployment's `serverVersion`
   */
  version?: PoolVersion | undefined;
  /**
   * The pool's computers. Each is a name, or a name with a product version.
   * @default one computer with the pool's own name
   */
  computers?: (string | Computer)[] | undefined;
  /**
   * For an Enterprise pool or a Standard Edition server: the pool that takes over its users. The
   * two pools are a pair, even if only one of them names the other. A pool can be in only one pair.
   */
  backupPool?: string | undefined;
  /** For an Edge pool: the Director, or the pool with users, to which sign-ins are passed on. */
  nextHop?: string | undefined;
  /** For a survivable branch: the pool with users that is behind it. */
  homePool?: string | undefined;
}

/** A site of a simulated deployment, and its pools. */
export interface Site {
  /** The name of the site, which is unique in the deployment. */
  name: string;
  /** The pools of the site. It may have none. */
  pools: Pool[];
}

/** The topology of a simulated deployment: its sites, their pools, and the role of each pool. */
export interface Topology {
  /**
   * The version of the installed administrative tools: 2013, 2015, 2019, or "SE" for Subscription
   * Edition. A setting that only a newer version has is an unknown parameter.
   */
  serverVersion: 2013 | 2015 | 2019 | "SE";
  /** The sites of the deployment, with their pools. */
  sites: Site[];
  /**
   * Whether modern authentication (ADAL) is on. Only version 2015 and later have it.
   * @default false
   */
  modernAuthentication?: boolean | undefined;
  /**
   * The name by which a stack's state identifies the deployment. Give one if the file may be moved.
   * @default the path of the topology file
   */
  name?: string | undefined;
  /**
   * The addresses of hosts for `pulumi-lync doctor`. Each key is a host name as in a URI, each
   * value an address with a port, such as `{ "sts.contoso.com": "127.0.0.1:8443" }`. The doctor
   * connects to no other hosts.
   */
  hosts?: Record<string, string> | undefined;
}

/** A pool's computers. */
export function computersOf({ fqdn, computers = [fqdn] }: Pool): Computer[] {
  return computers.map((one) => (typeof one === "string" ? { fqdn: one } : one));
}
