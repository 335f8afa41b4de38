/** The oldest Pulumi CLI that serves the program. */
export const OLDEST_PULUMI = "3.220.0";

/**
 * The oldest one for the tests: from this version on, `pulumi import` takes the outputs of a
 * resource.
 */
export const OLDEST_TESTED_PULUMI = "3.254.0";

/** The one that is fetched or built for npm start and the tests. */
export const FETCHED_PULUMI = "3.274.1";

/** The Go modules that pin all that a version is built from. */
export const GO_MODULES = new Map([
  [FETCHED_PULUMI, "tools/pulumi-cli"],
  [OLDEST_PULUMI, "tools/pulumi-cli/oldest"],
]);

/**
 * As the vendor builds it. With osusergo it goes where the user has no entry in passwd, as in a
 * container.
 */
export const BUILD_TAGS = "osusergo";

/**
 * What is kept under this name in the cache was fetched, or built, as is said here: another build
 * gets another name.
 * @param {string} version
 */
export function cachedName(version) {
  return `pulumi-${version}-${BUILD_TAGS}`;
}
