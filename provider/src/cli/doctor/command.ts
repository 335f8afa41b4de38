import { exitCodes, writeResult } from "../answering";
import { withProgress } from "../progress";
import type { DoctorOptions } from "./declare";
import { examine, type Examination } from "./examination";
import type { Format } from "./format";
import type { Result } from "./result";

// Longer lines are hard to read.
const widest = 100;

/** `pulumi-lync doctor`. Returns the exit code. */
export async function doctorCommand({ format, output, ...connection }: DoctorOptions): Promise<number> {
  const examination = await withProgress((say) => examine(connection, say));
  await writeResult(await render(examination, format), output);
  return exitCodeOf(examination.results);
}

async function render(examination: Examination, format: Format): Promise<string> {
  if (format === "json") return `${JSON.stringify(examination, undefined, 2)}\n`;
  return (await import("./text.js")).textOf(examination, process.stdout.isTTY ? Math.min(process.stdout.columns, widest) : widest);
}

/** A finding decides, because it is certain even if other results are unknown. */
function exitCodeOf(results: readonly Result[]): number {
  if (results.some(({ status }) => status === "finding")) return exitCodes.findings;
  return results.some(({ status }) => status === "unknown") ? exitCodes.couldNotTell : exitCodes.fine;
}
