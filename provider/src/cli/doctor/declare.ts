import type { Command } from "commander";
import { exitCodeHelp, type OutputOptions } from "../answering";
import type { ConnectionOptions } from "../connection";
import { addLooking } from "../looking";
import { formats, type Format } from "./format";

/** The options of `pulumi-lync doctor`. */
export type DoctorOptions = ConnectionOptions & OutputOptions<Format>;

/** Adds `doctor` to the command. */
export function addDoctor(program: Command): void {
  addLooking<DoctorOptions>(program, {
    name: "doctor",
    description:
      "Checks that this machine can manage the deployment and that the deployment is ready for passive authentication, and changes nothing",
    formats,
    help: [exitCodeHelp, examples],
    run: async (options) => (await import("./command.js")).doctorCommand(options),
  });
}

const examples = `Examples:
  pulumi-lync doctor                                    this machine, and the deployment that its module manages
  pulumi-lync doctor --stack prod                       this machine, the stack's deployment, and what the stack declares
  pulumi-lync doctor --stack prod --json                the same for a script
  pulumi-lync doctor --simulator contoso.json           this machine, and a simulated deployment`;
