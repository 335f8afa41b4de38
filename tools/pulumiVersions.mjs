/** The oldest Pulumi CLI that serves the program. */
export const OLDEST_PULUMI = "3.220.0";

/** The one that is fetched or built; tools/pulumi-cli/go.mod pins the same. */
export const FETCHED_PULUMI = "3.230.0";
