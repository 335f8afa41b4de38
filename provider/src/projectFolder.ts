import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { safeLoad } from "js-yaml";
import { isObject } from "./isObject";
import { nearestFolder } from "./nearestFolder";

// `main` in Pulumi.yaml may name a folder that is not below it, or a link to one. Pulumi starts the
// provider process there, and tells it nothing of the project but its name.

/**
 * The folder of Pulumi.yaml, where relative paths start; or, for a sentence that goes on, why it is
 * unknown.
 */
export type ProjectFolder = string | { unknown: string };

const files = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The nearest folder with a Pulumi.yaml, from here upwards, without links in its path; undefined
 * where there is none.
 *
 * @param project the project's name: a Pulumi.yaml of another one does not count. By default each
 * does.
 */
export function findProjectFolder(folder: string, project?: string): string | undefined {
  const isRight = (at: string): boolean => project === undefined || isFolderOf(project, at);
  const found = nearestFolder(folder, files, isRight) ?? nearestFolder(withoutLinks(folder), files, isRight);
  return found === undefined ? undefined : withoutLinks(found);
}

/** What a provider process knows by itself of its project. */
export interface Place {
  /** The program's folder, in which it was started. */
  program: string;
  /** The project's name. */
  project: string;
}

/**
 * The relative path from the program's folder to its project's, with `/` in it, where the provider
 * cannot find that by itself; otherwise undefined.
 */
export function pathToHandOn(root: string, project: string): string | undefined {
  // Pulumi.yaml tells it, because a program may have gone elsewhere before its first resource.
  const program = programFolderOf(root);
  const real = withoutLinks(root);
  if (findProjectFolder(program, project) === real) return undefined;
  return path.relative(program, real).split(path.sep).join("/");
}

/**
 * The project's folder, as the provider knows it.
 *
 * @param handedOn the path that the class handed on, if it did. One that leads nowhere, because a
 * folder has moved since, does not count.
 */
export function projectFolderOf({ program, project }: Place, handedOn: string | undefined): ProjectFolder {
  const told = handedOn === undefined ? undefined : path.resolve(withoutLinks(program), handedOn);
  if (told !== undefined && isFolderOf(project, told)) return withoutLinks(told);
  const whatStateSays = told === undefined ? "the state does not say where it is" : `the state says ${told}, where it is not`;
  return (
    findProjectFolder(program, project) ?? {
      unknown: `the Pulumi.yaml of the project "${project}" is not in ${program} or a folder above it, and ${whatStateSays}: run pulumi up --refresh=false once, which writes that into the state`,
    }
  );
}

/** The folder in which Pulumi runs a project's program, and its providers. */
export function programFolderOf(root: string): string {
  const { main } = readProject(root);
  const program = typeof main === "string" ? path.resolve(root, main) : root;
  const isFile = statSync(program, { throwIfNoEntry: false })?.isFile() === true;
  return withoutLinks(isFile ? path.dirname(program) : program);
}

function isFolderOf(project: string, folder: string): boolean {
  return projectNameIn(folder) === project;
}

/** The name of the project whose Pulumi.yaml is in a folder; undefined where it has none. */
export function projectNameIn(folder: string): string | undefined {
  const { name } = readProject(folder);
  return typeof name === "string" || typeof name === "number" ? String(name) : undefined;
}

/** What a folder's Pulumi.yaml says; nothing where there is none, or none that can be read. */
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
