import automation from "@pulumi/pulumi/automation/index.js";
import semver from "semver";
import { withProgress } from "./progress.mjs";
import { FETCHED_PULUMI } from "./pulumiVersions.mjs";

/**
 * Downloads the CLI from the vendor, with all that belongs to it.
 * @param {string} folder gets a bin/ with it
 */
export async function downloadFromVendor(folder) {
  await withProgress(`Downloading the Pulumi CLI ${FETCHED_PULUMI} (once for this user, some 100 MB).`, () =>
    automation.PulumiCommand.install({ root: folder, version: new semver.SemVer(FETCHED_PULUMI) }),
  );
}
