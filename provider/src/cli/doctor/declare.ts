import type { Command } from "commander";
import { exitCodeHelp, type OutputOptions } from "../answering";
import type { ConnectionOptions } from "../connection";
import { addLooking } from "../looking";
import { formats, type Format } from "./format";

/** What `pulumi-lync doctor` is given on its command line. */
export type DoctorOptions = ConnectionOptions & OutputOptions<Format>;

/** Adds `doctor` to the command. */
export function addDoctor(program: Command): void {
  addLooking<DoctorOptions>(program, {
    name: "doctor",
    description:
      "Asks whether this machine can manage the deployment, and whether that is ready for passive authentication. Changes nothing.",
    formats,
    help: [exitCodeHelp, examples],
    run: async (options) => (await import("./command.js")).doctorCommand(options),
  });
}

const examples = `Examples:
  pulumi-lync doctor                                    this machine, and the deployment of its module
  pulumi-lync doctor --stack prod                       the deployment of a stack, and what the stack declares
  pulumi-lync doctor --stack prod --json                for a script
  pulumi-lync doctor --simulator contoso.json           a simulated deployment`;
