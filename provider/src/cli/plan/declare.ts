import { Option, type Command } from "commander";
import { requireTemporaryFolder } from "../../temporaryFolder";
import type { PlanOptions } from "./command";
import { formats } from "./format";

/** Adds `plan` to the command. */
export function addPlan(program: Command): void {
  program
    .command("plan")
    .description(
      "Shows what pulumi up would do, as a Lync administrator judges it: sign-in methods before and after, pool by pool, the guards' warnings, the Cs cmdlets, and those that undo them.",
    )
    .option("-s, --stack <stack>", "the stack to preview; the selected one where left out")
    .option("--from <preview.json>", "what pulumi preview --json printed, in place of a preview of its own; - for standard input")
    .addOption(new Option("-f, --format <format>", "how it is written").choices(formats).default("text"))
    .option("-o, --output <file>", "write it into a file, as UTF-8")
    .option("--skip-unchanged", "leave out what does not change; print nothing where nothing changes")
    .option("-C, --cwd <folder>", "the folder of the Pulumi project", ".")
    .addHelpText("after", "\nExit code: 0; 1 where the preview failed, or something is wrong with the command.")
    .hook("preAction", requireTemporaryFolder)
    .action(async (options: PlanOptions) => {
      const { planCommand } = await import("./command.js");
      process.exitCode = await planCommand(options);
    });
}
