import { createRequire } from "node:module";
import * as path from "node:path";
import { LyncError } from "../errors";
import { nearestFolder } from "../nearestFolder";
import { ownVersion } from "../version";

/**
 * The module that each state names. Every state that was ever written contains it, so it must never
 * change.
 */
const entry = "pulumi-lync/dynamic";

/**
 * The text that the engine's provider process evaluates for a resource. It replaces the two
 * kilobytes of serialised closures that pulumi.dynamic.Resource would write into every state,
 * twice.
 */
export function providerText(door: string): string {
  return `exports.handler=()=>require("${entry}").${door}`;
}

/**
 * Refuses a program if its provider process would find no pulumi-lync or another version. That
 * process looks in the program's folder and above it, even if another package declares the
 * resource. So it does not find a pulumi-lync that only a component package has (with pnpm, or with
 * npm if it cannot hoist). Nor does it find one that is only in a bundle.
 *
 * @param folders the folders in which that process may be started, the program's own first. If they
 * are unknown, the list is empty and nothing is refused.
 * @param given the version that must be found. By default this package's own.
 */
export function refuseUnlessLoadable([program, ...others]: readonly string[], given?: string): void {
  if (program === undefined) return;
  const version = given ?? ownVersion();
  const all = [program, ...others].flatMap((folder) => installedIn(folder) ?? []);
  if (all.some((installed) => installed.version === version)) return;
  const [found] = all;
  const manifest = manifestOf(program);
  const line = `"pulumi-lync": "${version}"`;
  throw new LyncError(
    found === undefined
      ? `pulumi-lync is not installed where Pulumi's provider process looks for it: in ${program} or a folder above it. Add ${line} to "dependencies" in ${manifest}, and install again.`
      : `The program uses pulumi-lync ${version}, but Pulumi's provider process finds ${found.version} in ${found.folder}. Set ${line} in "dependencies" of ${manifest}, and install again.`,
    { kind: "unsupported" },
  );
}

/** The package that `require` finds in a folder or above it. */
function installedIn(folder: string): { version: string; folder: string } | undefined {
  const requireThere = createRequire(path.join(folder, "program.js"));
  try {
    requireThere.resolve(entry);
    const manifest = requireThere.resolve("pulumi-lync/package.json");
    const { version } = requireThere(manifest) as { version: string };
    return { version, folder: path.dirname(manifest) };
  } catch {
    return undefined;
  }
}

/**
 * The nearest package.json in a folder or above it. If there is none, the one to create in the
 * folder.
 */
function manifestOf(folder: string): string {
  return path.join(nearestFolder(folder, ["package.json"]) ?? folder, "package.json");
}
