import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./temporaryFolder.js";

/** A folder with programs of these names, for a PATH that has only this folder. */
export function folderWith(...names: string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    const file = programIn(folder, name);
    writeFileSync(file, "");
    chmodSync(file, 0o755);
  }
  return folder;
}

/** The path that a program has in a folder. */
export function programIn(folder: string, name: string): string {
  return path.join(folder, process.platform === "win32" ? `${name}.exe` : name);
}

/** A program's name without its ending. */
export function nameOf(file: string | undefined): string | undefined {
  return file === undefined ? undefined : path.parse(file).name;
}
