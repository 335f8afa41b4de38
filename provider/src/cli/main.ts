import { Command, Option } from "commander";
import { prepareEnvironment } from "./environment";
import { describeError } from "./failure";
import type { PlanOptions } from "./plan/command";
import { formats } from "./plan/format";
import type { RolloutOptions } from "./rollout/options";
import { requireTemporaryFolder } from "../temporaryFolder";
import { ownVersion } from "../version";

/** The command `pulumi-lync`. What a subcommand needs is loaded when it runs. */
async function main(): Promise<void> {
  const program = new Command("pulumi-lync")
    .description("Plans and rolls out passive authentication for Lync Server and Skype for Business Server, with Pulumi.")
    .version(ownVersion())
    .showHelpAfterError("(--help says more)")
    .hook("preAction", requireTemporaryFolder);

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
    .action(async (options: PlanOptions) => {
      const { planCommand } = await import("./plan/command.js");
      process.exitCode = await planCommand(options);
    });

  program
    .command("rollout")
    .description(
      "Brings stacks up to date, one after the other: preview, gate, up, verify, wait for the replicas. Stops at the first failure.",
    )
    .argument("<stacks...>", "the stacks, in this order")
    .option("--allow <what>", "let pass, separated by commas: warnings, replacements, deletions, drift", "")
    .option("--no-plan", "do not hold each up to what its preview saw; by default Pulumi's update plan does, which is experimental")
    .option("--no-wait", "do not wait until the computers of the changed pools have the changes")
    .option("--wait-minutes <minutes>", "for how long to wait for them", "30")
    .option("--create", "create a stack that the backend does not have yet")
    .option("--json", "print one JSON document at the end, for machines; progress goes to standard error")
    .option("-C, --cwd <folder>", "the folder of the Pulumi project", ".")
    .addHelpText("after", "\nExit code: 0 where every stack was rolled out; 1 where one was not.")
    .action(async (stacks: string[], options: Omit<RolloutOptions, "stacks">) => {
      const { rolloutCommand } = await import("./rollout/command.js");
      process.exitCode = await rolloutCommand({ ...options, stacks });
    });

  prepareEnvironment(process.env);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`error: ${describeError(error)}\n`);
  process.exitCode = 1;
});
