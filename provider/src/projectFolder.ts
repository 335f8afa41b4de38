import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { safeLoad } from "js-yaml";
import { isObject } from "./isObject";
import { nearestFolder } from "./nearestFolder";

// `main` in Pulumi.yaml may name a folder that is not below the project's folder, or a link to one.
// Pulumi starts the provider process in the folder that `main` names. It gives the process only the
// project's name.

/**
 * The folder of Pulumi.yaml, at which relative paths start. If it is unknown, `unknown` says why,
 * as the end of a sentence.
 */
export type ProjectFolder = string | { unknown: string };

const files = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Finds the nearest folder with a Pulumi.yaml, from `folder` upwards. The result has no links in
 * its path. Undefined if there is none.
 *
 * @param project the project's name. A Pulumi.yaml of another project does not count. Without a
 * name, every project counts.
 */
export function findProjectFolder(folder: string, project?: string): string | undefined {
  const isRight = (at: string): boolean => project === undefined || isFolderOf(project, at);
  const found = nearestFolder(folder, files, isRight) ?? nearestFolder(withoutLinks(folder), files, isRight);
  return found === undefined ? undefined : withoutLinks(found);
}

/** What a provider process knows about its project without help. */
export interface Place {
  /** The program's folder, in which the process was started. */
  program: string;
  /** The project's name. */
  project: string;
}

/**
 * Returns the relative path from the program's folder to its project's folder, written with `/`.
 * Undefined if the provider finds that folder without help.
 */
export function pathToHandOn(root: string, project: string): string | undefined {
  // Taken from Pulumi.yaml and not from the working folder, because a program may have changed that
  // before its first resource.
  const program = programFolderOf(root);
  const real = withoutLinks(root);
  if (findProjectFolder(program, project) === real) return undefined;
  return path.relative(program, real).split(path.sep).join("/");
}

/**
 * Returns the project's folder, as the provider knows it.
 *
 * @param handedOn the path that the class passed on, if any. It is ignored if a folder has moved
 * and the project is no longer there.
 */
export function projectFolderOf({ program, project }: Place, handedOn: string | undefined): ProjectFolder {
  const told = handedOn === undefined ? undefined : path.resolve(withoutLinks(program), handedOn);
  if (told !== undefined && isFolderOf(project, told)) return withoutLinks(told);
  const whatStateSays = told === undefined ? "the state does not say where it is" : `the state says ${told}, which is not its folder`;
  return (
    findProjectFolder(program, project) ?? {
      unknown: `the Pulumi.yaml of the project "${project}" is not in ${program} or a folder above it, and ${whatStateSays}. Run pulumi up --refresh=false once, which writes the right folder into the state.`,
    }
  );
}

/** The folder in which Pulumi runs a project's program and its providers. */
export function programFolderOf(root: string): string {
  const { main } = readProject(root);
  const program = typeof main === "string" ? path.resolve(root, main) : root;
  const isFile = statSync(program, { throwIfNoEntry: false })?.isFile() === true;
  return withoutLinks(isFile ? path.dirname(program) : program);
}

function isFolderOf(project: string, folder: string): boolean {
  return projectNameIn(folder) === project;
}

/** The name of the project whose Pulumi.yaml is in a folder; undefined if there is none. */
export function projectNameIn(folder: string): string | undefined {
  const { name } = readProject(folder);
  return typeof name === "string" || typeof name === "number" ? String(name) : undefined;
}

/** The content of a folder's Pulumi.yaml; empty if the file is missing or cannot be read. */
function readProject(folder: string): Record<string, unknown> {
  const file = files.map((name) => path.join(folder, name)).find((full) => existsSync(full));
  if (file === undefined) return {};
  try {
    const read: unknown = safeLoad(readFileSync(file, "utf8"));
    return isObject(read) ? read : {};
  } catch {
    return {};
  }
}

function withoutLinks(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}
