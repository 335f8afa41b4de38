import type { Discovered } from "./discovered";

/** How a discovered deployment can be written. */
export const formats = ["typescript", "stack", "json"] as const;
export type Format = (typeof formats)[number];

/** How it is to be written. */
export interface Rendering {
  format: Format;
  /** Whether the stack is to remove the collections when it is destroyed. */
  owned: boolean;
  /** A folder of the Pulumi project. */
  folder: string;
  /** The file that the result goes into; undefined for standard output. */
  file: string | undefined;
}

/** What is written. */
export interface Rendered {
  text: string;
  /** What the format has no place for, in sentences. */
  unplaced: readonly string[];
}

/** Whether a format says what becomes of a collection on destroy. */
export function canOwn(format: Format): boolean {
  return format === "typescript";
}

/** Writes a discovered deployment. What a format needs is loaded when it is asked for. */
export async function render(discovered: Discovered, { format, owned, folder, file }: Rendering): Promise<Rendered> {
  switch (format) {
    case "json":
      return { text: `${JSON.stringify(discovered, undefined, 2)}\n`, unplaced: [] };
    case "typescript":
      return { text: (await import("./typescript.js")).programOf(discovered, { owned }), unplaced: [] };
    case "stack": {
      const { projectIn, readExisting } = await import("./stackFile.js");
      const { stackOf } = await import("./stack.js");
      return stackOf(discovered, { project: projectIn(folder), existing: readExisting(file) });
    }
  }
}
