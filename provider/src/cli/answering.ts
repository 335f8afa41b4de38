import { writeFileSync } from "node:fs";
import { Option, type Command, type CommanderError } from "commander";
import { CommandFailure, describeError } from "./failure";

/** How a command that only looks ends: all is fine, there are findings, or it could not tell. */
export const exitCodes = { fine: 0, findings: 1, couldNotTell: 2 } as const;

/** What `--help` says of them. */
export const exitCodeHelp =
  "Exit code: 0 where all is fine; 1 where there are findings; 2 where it could not tell, bad arguments among them.";

/** Makes a command end with 2 where it could not tell, bad arguments among them. */
export function thatOnlyLooks(command: Command): Command {
  return command.exitOverride((error: CommanderError) => {
    // What --help prints is no failure.
    if (error.exitCode !== 0) error.exitCode = exitCodes.couldNotTell;
    throw error;
  });
}

/** Does the work of such a command. What it throws is told, and means that it could not tell. */
export async function looking(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`error: ${describeError(error)}\n`);
    process.exitCode = exitCodes.couldNotTell;
  }
}

/** What is written, and how. */
export interface OutputOptions<F extends string> {
  format: F;
  json?: boolean;
  /** The file; standard output where left out. */
  output?: string;
}

/**
 * Gives a command its formats, the first of which is the default. `--json` is short for
 * `--format json`.
 */
export function withOutputOptions(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(new Option("-f, --format <format>", "how it is written").choices(formats).default(formats[0]))
    .addOption(new Option("--json", "short for --format json").implies({ format: "json" }))
    .option("-o, --output <file>", "write it into a file, as UTF-8")
    .hook("preAction", refuseTwoFormats);
}

// Commander's own conflicts() would take the format that --json implies for a second one.
function refuseTwoFormats(command: Command): void {
  const { json, format } = command.opts<{ json?: boolean; format: string }>();
  if (json === true && format !== "json")
    command.error(`error: --json is short for --format json, but --format is ${format}. Leave one of them out.`);
}

/**
 * Writes a result to standard output, or into a file.
 * @throws CommandFailure where it cannot be written.
 */
export async function writeResult(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    await printTo(process.stdout, text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandFailure(
      `The result cannot be written to "${file}": ${(error as Error).message}. Name another file in --output, or leave it out for standard output.`,
    );
  }
}

/**
 * Prints a result. A reader that has left, such as `head`, has read what it wanted.
 * @throws CommandFailure where it cannot be printed.
 */
export function printTo(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // A stream that fails emits this as well, and a process without a listener ends with 1, as if
    // there were findings.
    stream.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") resolve();
      else reject(new CommandFailure(`The result cannot be written to standard output: ${error.message}. Name a file in --output.`));
    });
    stream.write(text, (error) => {
      if (!error) resolve();
    });
  });
}
