import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { pack, type Packed } from "../../tools/pack.mjs";

/** The package as it would be published, packed and unpacked once for the tests of a file. */
export function packedPackage(): { folder: () => string; packed: () => Packed } {
  let place = "";
  let packed: Packed | undefined;
  beforeAll(async () => {
    place = mkdtempSync(path.join(tmpdir(), "pulumi-lync-packed-"));
    packed = await pack(place);
    execFileSync("tar", ["-xzf", packed.file, "-C", place]);
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  return {
    folder: () => path.join(place, "package"),
    packed: () => {
      if (packed === undefined) throw new Error("The package is packed only before a file's tests.");
      return packed;
    },
  };
}
