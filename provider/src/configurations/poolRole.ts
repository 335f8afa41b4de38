/** What a pool is for, as a PassiveAuthentication has it. */
export type PoolRole = "director" | "enterprisePool" | "standardEdition" | "edge";
