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
  /** The stack to preview; the selected stack by default. */
  stack?: string;
  /** A file with the output of `pulumi preview --json`, instead of a new preview. */
  from?: string;
  format: Format;
  /** The file that the plan is written to; standard output by default. */
  output?: string;
  skipUnchanged?: boolean;
  /** The project's folder. */
  cwd: string;
}

/** Runs `pulumi-lync plan`. Returns the exit code: 1 if the preview failed. */
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
 * The deployment that the stack's configuration names, or why there is none. A preview in a file
 * names neither the stack nor how to reach the deployment.
 */
async function deploymentOfStack(workspace: Workspace, stack: string | undefined): Promise<Deployment | LyncError> {
  try {
    const name = stack ?? (await workspace.stack())?.name;
    if (name === undefined) throw new CommandFailure("No stack is selected. Name one with --stack.");
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
