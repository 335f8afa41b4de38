/** The oldest Pulumi CLI that serves the program. */
export const OLDEST_PULUMI = "3.220.0";

/** The oldest one for the tests: from this version on, `pulumi import` takes the outputs of a resource. */
export const OLDEST_TESTED_PULUMI = "3.254.0";

/** The one that is fetched or built; tools/pulumi-cli/go.mod pins the same. */
export const FETCHED_PULUMI = "3.274.1";

/** As the vendor builds it. With osusergo it goes where the user has no entry in passwd, as in a container. */
export const BUILD_TAGS = "osusergo";

/** What is kept under this name in the cache was fetched, or built, as is said here: another build gets another name. */
export const CACHED_PULUMI = `pulumi-${FETCHED_PULUMI}-${BUILD_TAGS}`;
