import { existsSync } from "node:fs";
import * as path from "node:path";

/**
 * Finds the nearest folder, from `folder` upwards, that has one of these files and that `isRight`
 * accepts. Undefined if there is none.
 */
export function nearestFolder(
  folder: string,
  files: readonly string[],
  isRight: (folder: string) => boolean = () => true,
): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (files.some((file) => existsSync(path.join(at, file))) && isRight(at)) return at;
    if (at === path.dirname(at)) return undefined;
  }
}
