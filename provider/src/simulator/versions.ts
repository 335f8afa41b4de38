/** The versions of servers, from oldest to newest. */
export const poolVersions = [2010, 2013, 2015, 2019, "SE"] as const;

/**
 * The version of the servers of a pool: the year of Lync Server or Skype for Business Server, or
 * "SE" for Subscription Edition.
 *
 * @useDeclaredType
 */
export type PoolVersion = (typeof poolVersions)[number];
