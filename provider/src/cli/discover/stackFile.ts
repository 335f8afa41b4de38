import { readFileSync } from "node:fs";
import * as path from "node:path";
import { findProjectFolder, projectNameIn } from "../../projectFolder";
import { CommandFailure } from "../failure";

/** A configuration file of a stack that exists already. */
export interface StackFile {
  name: string;
  text: string;
}

/** The name of the project that a folder belongs to. @throws CommandFailure where there is none. */
export function projectIn(folder: string): string {
  const found = findProjectFolder(path.resolve(folder));
  const name = found === undefined ? undefined : projectNameIn(found);
  if (name !== undefined) return name;
  const why =
    found === undefined
      ? `there is no Pulumi.yaml in "${path.resolve(folder)}" or a folder above it`
      : `the Pulumi.yaml in "${found}" has none`;
  throw new CommandFailure(`--format stack needs the project's name, but ${why}. Name the project's folder in --cwd.`);
}

/**
 * The file that the result goes into, as it is now; undefined where there is none.
 * @throws CommandFailure where it cannot be read.
 */
export function readExisting(name: string | undefined): StackFile | undefined {
  if (name === undefined) return undefined;
  try {
    return { name, text: readFileSync(name, "utf8") };
  } catch (error) {
    // Where its folder is missing, writing it says so.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CommandFailure(`"${name}" is there already and cannot be read: ${(error as Error).message}. Name another file in --output.`);
  }
}
