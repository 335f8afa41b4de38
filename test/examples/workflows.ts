import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parse } from "yaml";
import { checkoutFolder } from "../../tools/paths.mjs";

export interface Step {
  id?: string;
  name?: string;
  run?: string;
  "working-directory"?: string;
  uses?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}

export interface Job {
  if?: string;
  needs?: string | string[];
  uses?: string;
  permissions?: Record<string, string>;
  outputs?: Record<string, string>;
  "runs-on": string | string[];
  environment?: string;
  "timeout-minutes"?: number;
  env?: Record<string, string>;
  steps: Step[];
}

export interface Workflow {
  on: string | Record<string, unknown>;
  env: Record<string, string>;
  permissions: Record<string, string>;
  concurrency: Record<string, unknown>;
  defaults: { run: { shell: string } };
  jobs: Record<string, Job>;
}

export interface WorkflowFile {
  name: string;
  text: string;
  content: Workflow;
}

export function workflowsIn(directory: string): WorkflowFile[] {
  const names = readdirSync(directory).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => {
    const text = readFileSync(path.join(directory, name), "utf8");
    return { name, text, content: parse(text) as Workflow };
  });
}

/** The workflows of this repository. */
export function ownWorkflows(): WorkflowFile[] {
  return workflowsIn(path.join(checkoutFolder, ".github", "workflows"));
}

/** What is wrong with a workflow, by the schema that GitHub publishes. */
export async function problemsOf(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

export function triggersOf({ on }: Workflow): Record<string, unknown> {
  return typeof on === "string" ? { [on]: null } : on;
}
