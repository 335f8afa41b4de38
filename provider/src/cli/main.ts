import { Command, CommanderError } from "commander";
import { addDiscover } from "./discover/declare";
import { addDoctor } from "./doctor/declare";
import { prepareEnvironment } from "./environment";
import { describeError } from "./failure";
import { addPlan } from "./plan/declare";
import { addReport } from "./report/declare";
import { addRollout } from "./rollout/declare";
import { ownVersion } from "../version";

/** Runs the command `pulumi-lync`. A subcommand loads its modules only when it runs. */
async function main(): Promise<void> {
  const program = new Command("pulumi-lync")
    .description("Plans, rolls out and looks after passive authentication for Lync Server and Skype for Business Server, with Pulumi")
    .version(ownVersion())
    .showHelpAfterError("(--help shows more)");
  for (const add of [addPlan, addRollout, addReport, addDoctor, addDiscover]) add(program);
  prepareEnvironment(process.env);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  // Commander has already printed it.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
    return;
  }
  process.stderr.write(`error: ${describeError(error)}\n`);
  process.exitCode = 1;
});
