import { writeFileSync } from "node:fs";
import { Option, type Command, type CommanderError } from "commander";
import { CommandFailure, describeError } from "./failure";

/**
 * The exit codes of a command that only reads: all is fine, there are findings, or the answer is
 * unknown.
 */
export const exitCodes = { fine: 0, findings: 1, couldNotTell: 2 } as const;

/** The text about the exit codes in `--help`. */
export const exitCodeHelp =
  "Exit code: 0 if all is fine; 1 if there are findings; 2 if the command could not tell, for example because of bad arguments.";

/** Makes a command end with 2 if the answer is unknown, for example because of wrong arguments. */
export function thatOnlyLooks(command: Command): Command {
  return command.exitOverride((error: CommanderError) => {
    // Commander throws after --help, too, but with exit code 0.
    if (error.exitCode !== 0) error.exitCode = exitCodes.couldNotTell;
    throw error;
  });
}

/** Runs a command that only reads. An error is printed, and makes the command end with 2. */
export async function looking(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`error: ${describeError(error)}\n`);
    process.exitCode = exitCodes.couldNotTell;
  }
}

/** The options that say how a result is written, and where. */
export interface OutputOptions<F extends string> {
  format: F;
  json?: boolean;
  /** The file; standard output by default. */
  output?: string;
}

/**
 * Adds the output options to a command. The first format is the default, and `--json` is short for
 * `--format json`.
 */
export function withOutputOptions(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(new Option("-f, --format <format>", "output format").choices(formats).default(formats[0]))
    .addOption(new Option("--json", "short for --format json").implies({ format: "json" }))
    .option("-o, --output <file>", "write the result to a file, as UTF-8")
    .hook("preAction", refuseTwoFormats);
}

// Commander's conflicts() would refuse every --json, because --json itself implies a format.
function refuseTwoFormats(command: Command): void {
  const { json, format } = command.opts<{ json?: boolean; format: string }>();
  if (json === true && format !== "json")
    command.error(`error: --json is short for --format json, but --format is ${format}. Leave one of them out.`);
}

/**
 * Writes a result to a file, or to standard output without a file.
 * @throws CommandFailure if it cannot be written.
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
 * Prints a result. It is no failure if the reader, such as `head`, stops reading early.
 * @throws CommandFailure if it cannot be printed.
 */
export function printTo(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // A failing stream also emits this event. Without a listener the process would end with 1, as
    // if there were findings.
    stream.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") resolve();
      else reject(new CommandFailure(`The result cannot be written to standard output: ${error.message}. Name a file in --output.`));
    });
    stream.write(text, (error) => {
      if (!error) resolve();
    });
  });
}
