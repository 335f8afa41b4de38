/** What of the package's own package.json is read. */
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
 * The versions that this package needs, as ranges of semver. The Pulumi CLI must be as new as the
 * oldest supported SDK.
 */
export function neededVersions(): { node: string; pulumi: string } {
  const { engines, peerDependencies } = manifest();
  return { node: engines.node, pulumi: peerDependencies["@pulumi/pulumi"] };
}

function manifest(): Manifest {
  // By its own name: a bundler takes the file in with the code, and no path relative to a bundle
  // leads to it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("pulumi-lync/package.json") as Manifest;
}
