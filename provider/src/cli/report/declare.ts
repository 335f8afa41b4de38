import type { Command } from "commander";
import { exitCodeHelp, type OutputOptions } from "../answering";
import type { ConnectionOptions } from "../connection";
import { addLooking } from "../looking";
import { formats, type Format } from "./format";

/** What `pulumi-lync report` is given on its command line. */
export type ReportOptions = ConnectionOptions & OutputOptions<Format>;

/** Adds `report` to the command. */
export function addReport(program: Command): void {
  addLooking<ReportOptions>(program, {
    name: "report",
    description: "Shows who can sign in how, right now: pool by pool, what holds there, what the stacks declare, and what undermines it.",
    formats,
    help: [exitCodeHelp, examples],
    run: async (options) => (await import("./command.js")).reportCommand(options),
  });
}

const examples = `Examples:
  pulumi-lync report                                    the deployment of this machine's module
  pulumi-lync report --stack prod                       and whether it is as the stack's last up declared it
  pulumi-lync report --stack prod --format html -o report.html
  pulumi-lync report --simulator contoso.json --json    a simulated deployment, for a script`;
