/** The version of this package. */
export function ownVersion(): string {
  // By its own name: a bundler takes the file in with the code, and no path relative to a bundle leads to it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { version } = require("pulumi-lync/package.json") as { version: string };
  return version;
}
