import { Option, type Command } from "commander";
import type { OutputOptions } from "../answering";
import type { ConnectionOptions } from "../connection";
import { addLooking } from "../looking";
import { formats, type Format } from "./format";

/** The command-line options of `pulumi-lync discover`. */
export type DiscoverOptions = ConnectionOptions & OutputOptions<Format> & { owned?: boolean };

/** Adds `discover` to the command. */
export function addDiscover(program: Command): void {
  addLooking<DiscoverOptions>(program, {
    name: "discover",
    description: "Writes the current deployment as the beginning of a program; changes nothing",
    formats,
    help: [destroyHelp, importHelp, exitCodes, examples],
    run: async (options) => (await import("./command.js")).discoverCommand(options),
  }).addOption(new Option("--owned", "declare the collections as if the stack had created them: pulumi destroy then removes them"));
}

const destroyHelp = `What pulumi destroy does later:
  without --owned   each collection has "adopt": destroy restores the values that it had when it was adopted
  with --owned      destroy removes the collections, and their pools inherit from their site or from Global
  Global itself is never removed or reset. It is always adopted, also with --owned.`;

const importHelp = `How to import (Pulumi CLI 3.254.0 or later): run discover twice, for the program and with --format import for the file, with --owned in both runs or in neither. Then run
  pulumi import --file import.json --protect=false --generate-code=false
  pulumi preview then shows no change.`;

// This command has no findings, so it never ends with 1.
const exitCodes = "Exit code: 0 if the deployment could be read; 2 if it could not, for example because of bad arguments.";

const examples = `Examples:
  pulumi-lync discover                                    the deployment of the module on this machine, as a program
  pulumi-lync discover --stack prod -o index.ts           the deployment that the stack is for
  pulumi-lync discover --stack prod --format import -o import.json
                                                          the same deployment, for pulumi import
  pulumi-lync discover --format stack -o Pulumi.prod.yaml its passive pools, as the list in a stack's configuration
  pulumi-lync discover --simulator contoso.json --json    a simulated deployment, for a script`;
