/** The role of a pool, as a PassiveAuthentication names it. */
export type PoolRole = "director" | "enterprisePool" | "standardEdition" | "edge";
