import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { decodeJson } from "../jsonText";
import * as z from "../zod";
import { CommandFailure } from "./failure";
import { isStack } from "./urn";

/** A resource before or after the update, as a preview describes it. */
interface PreviewState {
  id?: string | undefined;
  inputs?: Record<string, unknown> | undefined;
  outputs?: Record<string, unknown> | undefined;
  /** Whether the engine only removes it from the state, and does not call delete. */
  retainOnDelete?: boolean | undefined;
}

/** What `up` would do to one resource. */
export interface PreviewStep {
  op: string;
  urn: string;
  oldState?: PreviewState | null | undefined;
  newState?: PreviewState | null | undefined;
}

/** The parts of the output of `pulumi preview --json` that a plan uses. */
export interface Preview {
  config?: Record<string, string> | undefined;
  steps: PreviewStep[];
  diagnostics: { urn?: string | undefined; message: string; severity: string }[];
}

const state = z.looseObject({
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  retainOnDelete: z.boolean().optional(),
} satisfies z.ShapeOf<PreviewState>);

const step = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
} satisfies z.ShapeOf<PreviewStep>);

const preview = z.looseObject({
  config: z.record(z.string(), z.string()).optional(),
  steps: z.array(step).default([]),
  diagnostics: z.array(z.looseObject({ urn: z.string().optional(), message: z.string(), severity: z.string() })).default([]),
} satisfies z.ShapeOf<Preview>);

/**
 * Reads the output of `pulumi preview --json` from a file, or from standard input for `-`.
 * @throws CommandFailure if it is something else, or if the program did not reach the engine.
 */
export function readPreviewFile(file: string): Preview {
  let text: string;
  try {
    // Windows PowerShell's > writes UTF-16.
    text = decodeJson(readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    throw new CommandFailure(`Cannot read the preview "${file}": ${(error as Error).message}. Name another file in --from.`);
  }
  const source = file === "-" ? "standard input" : `"${file}"`;
  const preview = parsePreview(text, source);
  if (!tellsOfStack(preview)) {
    throw new CommandFailure(
      `The preview in ${source} has no step for the stack itself, so the program failed before it reached the engine. ${saidIn(preview)}`,
    );
  }
  return preview;
}

/**
 * Whether the program has reached the engine, so that the preview has a step of the stack itself.
 * Without it, a preview looks as if nothing changes. A preview with `--target` also has that step.
 */
export function tellsOfStack({ steps }: Preview): boolean {
  return steps.some(({ urn }) => isStack(urn));
}

/** Whether a preview has an error among its diagnostics. */
export function namesError({ diagnostics }: Preview): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/**
 * What Pulumi said in a preview and on standard error: each line once, without stack traces and
 * colours.
 */
export function saidIn({ diagnostics }: Preview, stderr = ""): string {
  const lines = [...diagnostics.map(({ message }) => message), stderr].flatMap((text) => stripVTControlCharacters(text).split("\n"));
  const said = lines.map((line) => line.trim()).filter((line) => line !== "" && !/^at /.test(line));
  return said.length === 0 ? "Pulumi did not say why." : `Pulumi said:\n${[...new Set(said)].join("\n")}`;
}

/**
 * Parses the output of `pulumi preview --json`.
 *
 * @param source what the text is, for messages.
 * @throws CommandFailure naming each place that has another form.
 */
export function parsePreview(text: string, source: string): Preview {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(
      `What came from ${source} is not a JSON document (${(error as Error).message}). It must not contain what pulumi writes to standard error. ` +
        "Make it with: pulumi preview --json > preview.json",
    );
  }
  const result = preview.safeParse(document);
  if (!result.success) {
    throw new CommandFailure(`What came from ${source} is not what pulumi preview --json prints:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}
