import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { decodeJson } from "../jsonText";
import * as z from "../zod";
import { CommandFailure } from "./failure";
import { isStack } from "./urn";

/** A resource as a preview has it before or after. */
interface PreviewState {
  id?: string | undefined;
  inputs?: Record<string, unknown> | undefined;
  outputs?: Record<string, unknown> | undefined;
  /** Whether the engine only forgets it, and calls no delete. */
  retainOnDelete?: boolean | undefined;
}

/** What a preview would do to one resource. */
export interface PreviewStep {
  op: string;
  urn: string;
  oldState?: PreviewState | null | undefined;
  newState?: PreviewState | null | undefined;
}

/** What `pulumi preview --json` prints, as far as a plan looks at it. */
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
 * Reads what `pulumi preview --json` printed into a file, or into standard input for `-`.
 * @throws CommandFailure where it is none, or tells nothing.
 */
export function readPreviewFile(file: string): Preview {
  let text: string;
  try {
    // Windows PowerShell's > writes UTF-16.
    text = decodeJson(readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    throw new CommandFailure(`Cannot read the preview "${file}": ${(error as Error).message}`);
  }
  const source = file === "-" ? "standard input" : `"${file}"`;
  const preview = parsePreview(text, source);
  if (!tellsOfStack(preview)) {
    throw new CommandFailure(
      `The preview in ${source} failed before the program reached the engine: it has no step of the stack itself. ${saidIn(preview)}`,
    );
  }
  return preview;
}

/**
 * Whether a preview's program has reached the engine. One that has not tells nothing, and looks
 * like one in which nothing changes. A preview with `--target` has that step, too.
 */
export function tellsOfStack({ steps }: Preview): boolean {
  return steps.some(({ urn }) => isStack(urn));
}

/** Whether a preview names an error. */
export function namesError({ diagnostics }: Preview): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/**
 * What Pulumi said in a preview, and beside it: each line once, without stack traces and colours.
 */
export function saidIn({ diagnostics }: Preview, stderr = ""): string {
  const lines = [...diagnostics.map(({ message }) => message), stderr].flatMap((text) => stripVTControlCharacters(text).split("\n"));
  const said = lines.map((line) => line.trim()).filter((line) => line !== "" && !/^at /.test(line));
  return said.length === 0 ? "Pulumi did not say why" : `Pulumi said:\n${[...new Set(said)].join("\n")}`;
}

/** @throws CommandFailure naming each place that is not as `pulumi preview --json` has it. */
export function parsePreview(text: string, source: string): Preview {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(
      `${source} is no JSON document (${(error as Error).message}). Make it with: pulumi preview --json > preview.json; ` +
        "what pulumi writes to standard error does not belong in it",
    );
  }
  const result = preview.safeParse(document);
  if (!result.success) {
    throw new CommandFailure(`${source} is not what pulumi preview --json prints:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}
