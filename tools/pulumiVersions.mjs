/** The oldest Pulumi CLI that can run the program. */
export const OLDEST_PULUMI = "3.220.0";

/**
 * The oldest Pulumi CLI for the tests: since this version, `pulumi import` accepts the outputs of a
 * resource.
 */
export const OLDEST_TESTED_PULUMI = "3.254.0";

/** The version that is fetched or built for npm start and the tests. */
export const FETCHED_PULUMI = "3.274.1";

/** The Go modules that pin all dependencies of a version. */
export const GO_MODULES = new Map([
  [FETCHED_PULUMI, "tools/pulumi-cli"],
  [OLDEST_PULUMI, "tools/pulumi-cli/oldest"],
]);

/**
 * The vendor's build tag. With osusergo the CLI works even if the user has no entry in passwd, for
 * example in a container.
 */
export const BUILD_TAGS = "osusergo";

/**
 * The folder name of a version in the cache. It contains the build tags, so that a different build
 * gets a different name.
 * @param {string} version
 */
export function cachedName(version) {
  return `pulumi-${version}-${BUILD_TAGS}`;
}
