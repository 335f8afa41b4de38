import type { Command } from "commander";
import { looking, thatOnlyLooks, withOutputOptions } from "./answering";
import { withConnectionOptions } from "./connection";

/** A command that only reads a deployment. */
export interface LookingCommand<O> {
  name: string;
  description: string;
  /** The formats of its result, the default first. */
  formats: readonly string[];
  /** The paragraphs at the end of its `--help`. */
  help: readonly string[];
  /** Does the work, and returns the exit code. */
  run: (options: O) => Promise<number>;
}

/** Adds it to the command `pulumi-lync`, and returns it so that the caller can add options. */
export function addLooking<O>(program: Command, { name, description, formats, help, run }: LookingCommand<O>): Command {
  const command = thatOnlyLooks(program.command(name).description(description));
  return withOutputOptions(withConnectionOptions(command), formats)
    .addHelpText("after", `\n${help.join("\n\n")}`)
    .action((options: O) => looking(() => run(options)));
}
