import { createRequire } from "node:module";
import * as path from "node:path";
import { LyncError } from "../errors";
import { nearestFolder } from "../nearestFolder";
import { ownVersion } from "../version";

/** What each state names: a contract with every state ever written. */
const entry = "pulumi-lync/dynamic";

/**
 * What the engine's provider process evaluates for a resource. It replaces the two kilobytes of
 * serialised closures that pulumi.dynamic.Resource would put into every state, twice.
 */
export function providerText(door: string): string {
  return `exports.handler=()=>require("${entry}").${door}`;
}

/**
 * Refuses a program whose provider process would not find this package, or would find another
 * version. That process looks in the program's folder and above it, whichever package declares the
 * resource. It misses a pulumi-lync that only a component package has (pnpm, or npm where it cannot
 * hoist), or that is only in a bundle.
 *
 * @param folders where that process may be started, the program's own first. None where that is
 *   unknown: then nothing is refused.
 * @param given the version that must be found; this package's own by default
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
 * The nearest package.json in a folder or above it; where there is none, the one to make in the
 * folder.
 */
function manifestOf(folder: string): string {
  return path.join(nearestFolder(folder, ["package.json"]) ?? folder, "package.json");
}
