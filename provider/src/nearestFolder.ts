import { existsSync } from "node:fs";
import * as path from "node:path";

/** The nearest folder, from here upwards, that has one of these files; undefined where none has. */
export function nearestFolder(folder: string, files: readonly string[]): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (files.some((file) => existsSync(path.join(at, file)))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}
