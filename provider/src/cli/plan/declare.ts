import { Option, type Command } from "commander";
import { requireTemporaryFolder } from "../../temporaryFolder";
import type { PlanOptions } from "./command";
import { formats } from "./format";

/** Adds `plan` to the command. */
export function addPlan(program: Command): void {
  program
    .command("plan")
    .description(
      "Shows a Lync administrator what pulumi up would do: sign-in methods before and after, pool by pool, the guards' warnings, the Cs cmdlets, and the cmdlets that undo them",
    )
    .option("-s, --stack <stack>", "the stack to preview; the selected stack by default")
    .option("--from <preview.json>", "a file with the output of pulumi preview --json, instead of a new preview; - for standard input")
    .addOption(new Option("-f, --format <format>", "output format").choices(formats).default("text"))
    .option("-o, --output <file>", "write the result to a file, as UTF-8")
    .option("--skip-unchanged", "leave out what does not change; print nothing if nothing changes")
    .option("-C, --cwd <folder>", "the folder of the Pulumi project", ".")
    .addHelpText("after", "\nExit code: 0 if the plan was made; 1 if the preview or the command failed.")
    .hook("preAction", requireTemporaryFolder)
    .action(async (options: PlanOptions) => {
      const { planCommand } = await import("./command.js");
      process.exitCode = await planCommand(options);
    });
}
