import { renameSync, writeFileSync } from "node:fs";

/** The file of a simulated deployment that lies beside its topology: `contoso.json` has `contoso.state.json` and `contoso.faults.json`. */
export function fileBeside(topologyFile: string, kind: "state" | "faults"): string {
  return `${topologyFile.replace(/\.json$/i, "")}.${kind}.json`;
}

/** Replaces a file's text in one step: whoever reads it meanwhile sees the old text or the new. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
