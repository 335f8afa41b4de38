import type { Workspace } from "@pulumi/pulumi/automation";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { writeResult } from "../answering";
import { CommandFailure } from "../failure";
import { readPreviewFile } from "../preview";
import { deploymentOf, openWorkspace, previewStack } from "../stacks";
import { render, type Format } from "./format";
import { planOf, type Plan } from "./plan";

export interface PlanOptions {
  /** The stack to preview; the selected one where left out. */
  stack?: string;
  /** A file that holds what `pulumi preview --json` printed, in place of a preview of our own. */
  from?: string;
  format: Format;
  /** Where the plan is written; standard output where left out. */
  output?: string;
  skipUnchanged?: boolean;
  /** The project's folder. */
  cwd: string;
}

/** `pulumi-lync plan`. Answers the exit code: 1 for a preview that failed. */
export async function planCommand({ stack, from, format, output, skipUnchanged = false, cwd }: PlanOptions): Promise<number> {
  const plan = await makePlan({ stack, from, cwd });
  const isQuiet = skipUnchanged && plan.changes.length === 0 && plan.errors.length === 0;
  const text = isQuiet ? "" : await render(skipUnchanged ? { ...plan, unchanged: [] } : plan, format);
  await writeResult(text, output);
  return plan.errors.length === 0 ? 0 : 1;
}

async function makePlan({ stack, from, cwd }: { stack: string | undefined; from: string | undefined; cwd: string }): Promise<Plan> {
  const preview = from === undefined ? undefined : readPreviewFile(from);
  const workspace = await openWorkspace(cwd).catch((error: unknown) => {
    if (preview === undefined || !(error instanceof CommandFailure)) throw error;
    return error;
  });
  const shown = preview ?? (await previewStack(workspace as Exclude<typeof workspace, CommandFailure>, stack));
  const deployment = workspace instanceof CommandFailure ? asLyncError(workspace) : await deploymentOfStack(workspace, stack);
  try {
    return await planOf(shown, deployment);
  } finally {
    if (!(deployment instanceof LyncError)) await deployment.close();
  }
}

/**
 * How the deployment is reached, the stack's configuration says, and never what is written in a
 * file: nor does that name the stack.
 */
async function deploymentOfStack(workspace: Workspace, stack: string | undefined): Promise<Deployment | LyncError> {
  try {
    const name = stack ?? (await workspace.stack())?.name;
    if (name === undefined) throw new CommandFailure("No stack is selected: name one by --stack");
    return await deploymentOf(workspace, name);
  } catch (error) {
    return asLyncError(error);
  }
}

function asLyncError(error: unknown): LyncError {
  if (error instanceof LyncError) return error;
  if (error instanceof CommandFailure) return new LyncError(error.message, { kind: "unsupported", cause: error });
  throw error;
}
