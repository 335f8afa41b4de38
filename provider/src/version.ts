/** The fields of the package's own package.json that are used. */
interface Manifest {
  version: string;
  engines: { node: string };
  peerDependencies: { "@pulumi/pulumi": string };
}

/** The version of this package. */
export function ownVersion(): string {
  return manifest().version;
}

/**
 * The versions that this package needs, as semver ranges. The Pulumi CLI must be at least as new as
 * the oldest supported SDK.
 */
export function neededVersions(): { node: string; pulumi: string } {
  const { engines, peerDependencies } = manifest();
  return { node: engines.node, pulumi: peerDependencies["@pulumi/pulumi"] };
}

function manifest(): Manifest {
  // Required by the package's own name, not by a relative path: a bundler then includes the file,
  // while no relative path leads from a bundle to it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("pulumi-lync/package.json") as Manifest;
}
