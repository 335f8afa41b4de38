import { Option, type Command } from "commander";
import type { OutputOptions } from "../answering";
import type { ConnectionOptions } from "../connection";
import { addLooking } from "../looking";
import { formats, type Format } from "./format";

/** What `pulumi-lync discover` is given on its command line. */
export type DiscoverOptions = ConnectionOptions & OutputOptions<Format> & { owned?: boolean };

/** Adds `discover` to the command. */
export function addDiscover(program: Command): void {
  addLooking<DiscoverOptions>(program, {
    name: "discover",
    description: "Writes a deployment as it is, as the beginning of a program. It changes nothing.",
    formats,
    help: [destroyHelp, importHelp, exitCodes, examples],
    run: async (options) => (await import("./command.js")).discoverCommand(options),
  }).addOption(new Option("--owned", "as if the stack had made the collections: pulumi destroy then removes them"));
}

const destroyHelp = `What pulumi destroy does later:
  without --owned   each collection has "adopt": destroy sets it back to what it was when it was taken over
  with --owned      destroy removes the collections, and their pools inherit from their site or from Global
  Global itself is never removed or reset. It is always adopted, also with --owned.`;

const importHelp = `How to import (Pulumi CLI 3.254.0 or later): write the program and the file in one go, both with --owned or both without it, and run
  pulumi import --file import.json --protect=false --generate-code=false
  pulumi preview then shows no change.`;

// It has no findings.
const exitCodes = "Exit code: 0 where the deployment could be read; 2 where it could not tell, bad arguments among them.";

const examples = `Examples:
  pulumi-lync discover                                    the deployment of this machine's module, as a program
  pulumi-lync discover --stack prod -o index.ts           the deployment that the stack is for
  pulumi-lync discover --stack prod --format import -o import.json
                                                          the same deployment, for pulumi import
  pulumi-lync discover --format stack -o Pulumi.prod.yaml its passive pools, as the list that a stack's configuration has
  pulumi-lync discover --simulator contoso.json --json    a simulated deployment, for a script`;
