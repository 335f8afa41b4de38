import { readFileSync } from "node:fs";
import * as path from "node:path";
import { findProjectFolder, projectNameIn } from "../../projectFolder";
import { CommandFailure } from "../failure";

/** An existing configuration file of a stack. */
export interface StackFile {
  name: string;
  text: string;
}

/** The name of the project that a folder belongs to. @throws CommandFailure if there is none. */
export function projectIn(folder: string): string {
  const found = findProjectFolder(path.resolve(folder));
  const name = found === undefined ? undefined : projectNameIn(found);
  if (name !== undefined) return name;
  const why =
    found === undefined
      ? `there is no Pulumi.yaml in "${path.resolve(folder)}" or in a folder above it`
      : `the Pulumi.yaml in "${found}" has no name`;
  throw new CommandFailure(`--format stack needs the project's name, but ${why}. Name the project's folder in --cwd.`);
}

/**
 * The current contents of the output file; undefined if it does not exist.
 * @throws CommandFailure if it cannot be read.
 */
export function readExisting(name: string | undefined): StackFile | undefined {
  if (name === undefined) return undefined;
  try {
    return { name, text: readFileSync(name, "utf8") };
  } catch (error) {
    // If its folder is missing, the later write fails and says so.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CommandFailure(`"${name}" exists, but cannot be read: ${(error as Error).message}. Name another file in --output.`);
  }
}
