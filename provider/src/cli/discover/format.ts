import type { Deployment } from "../../deployment/deployment";
import { findProjectFolder, pathToHandOn, projectNameIn } from "../../projectFolder";
import type { Say } from "../progress";
import type { Discovered } from "./discovered";

/** The formats of a discovered deployment. */
export const formats = ["typescript", "import", "stack", "json"] as const;
export type Format = (typeof formats)[number];

/** How a discovered deployment is written. */
export interface Rendering {
  format: Format;
  /** The deployment, which an import file needs. */
  deployment: Deployment;
  /** Reports progress. */
  say: Say;
  /** Whether the stack removes the collections when it is destroyed. */
  owned: boolean;
  /** A folder of the Pulumi project. */
  folder: string;
  /** The file that the result goes into; undefined for standard output. */
  file: string | undefined;
}

/** The text that is written. */
export interface Rendered {
  text: string;
  /** Sentences about what the format has no place for. */
  unplaced: readonly string[];
}

/**
 * The path from the program's folder to that of Pulumi.yaml, if a provider cannot find it.
 * Undefined without a project.
 */
function pathHandedOn(folder: string): string | undefined {
  const root = findProjectFolder(folder);
  const project = root === undefined ? undefined : projectNameIn(root);
  return root === undefined || project === undefined ? undefined : pathToHandOn(root, project);
}

/** Whether a format says what happens to a collection on destroy. */
export function canOwn(format: Format): boolean {
  return format === "typescript" || format === "import";
}

/** Writes a discovered deployment. The modules of a format are loaded only if it is used. */
export async function render(discovered: Discovered, { format, deployment, say, owned, folder, file }: Rendering): Promise<Rendered> {
  switch (format) {
    case "json":
      return { text: `${JSON.stringify(discovered, undefined, 2)}\n`, unplaced: [] };
    case "typescript":
      return { text: (await import("./typescript.js")).programOf(discovered, { owned }), unplaced: [] };
    case "import": {
      const { importFileOf } = await import("./import.js");
      const { file: made, leftOut } = await importFileOf(discovered, deployment, { owned, projectFolder: pathHandedOn(folder), say });
      return { text: `${JSON.stringify(made, undefined, 2)}\n`, unplaced: leftOut };
    }
    case "stack": {
      const { projectIn, readExisting } = await import("./stackFile.js");
      const { stackOf } = await import("./stack.js");
      return stackOf(discovered, { project: projectIn(folder), existing: readExisting(file) });
    }
  }
}
