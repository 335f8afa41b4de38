import type { Command } from "commander";
import { requireTemporaryFolder } from "../../temporaryFolder";
import type { RolloutOptions } from "./options";

/** Adds `rollout` to the command. */
export function addRollout(program: Command): void {
  program
    .command("rollout")
    .description(
      "Brings stacks up to date, one after the other: preview, gate, up, verify, wait for the replicas; stops at the first failure",
    )
    .argument("<stacks...>", "the stacks, in this order")
    .option("--allow <what>", "what may pass the gate, separated by commas: warnings, replacements, deletions, drift", "")
    .option("--no-plan", "let each up do more than its preview showed; by default, Pulumi's experimental update plan prevents that")
    .option("--no-wait", "do not wait until the computers of the changed pools have the changes")
    .option("--wait-minutes <minutes>", "how long to wait for them", "30")
    .option("--create", "create a stack that the backend does not have yet")
    .option("--json", "print one JSON document at the end, for machines; progress goes to standard error")
    .option("-C, --cwd <folder>", "the folder of the Pulumi project", ".")
    .addHelpText("after", "\nExit code: 0 if every stack was rolled out; 1 if one was not.")
    .hook("preAction", requireTemporaryFolder)
    .action(async (stacks: string[], options: Omit<RolloutOptions, "stacks">) => {
      const { rolloutCommand } = await import("./command.js");
      process.exitCode = await rolloutCommand({ ...options, stacks });
    });
}
