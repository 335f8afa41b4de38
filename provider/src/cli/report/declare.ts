import type { Command } from "commander";
import { exitCodeHelp, type OutputOptions } from "../answering";
import type { ConnectionOptions } from "../connection";
import { addLooking } from "../looking";
import { formats, type Format } from "./format";

/** The options of `pulumi-lync report`. */
export type ReportOptions = ConnectionOptions & OutputOptions<Format>;

/** Adds `report` to the command. */
export function addReport(program: Command): void {
  addLooking<ReportOptions>(program, {
    name: "report",
    description:
      "Shows the sign-in methods of each pool: what is on now, what the stacks declare, and what undermines passive authentication",
    formats,
    help: [exitCodeHelp, examples],
    run: async (options) => (await import("./command.js")).reportCommand(options),
  });
}

const examples = `Examples:
  pulumi-lync report                                    the deployment that this machine's module manages
  pulumi-lync report --stack prod                       the stack's deployment, compared with what its last up declared
  pulumi-lync report --stack prod --format html -o report.html
  pulumi-lync report --simulator contoso.json --json    a simulated deployment, for a script`;
