import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { LocalWorkspace, type ConfigMap, type Workspace } from "@pulumi/pulumi/automation";
import { defined } from "../defined";
import { connect } from "../deployment/connect";
import type { Deployment } from "../deployment/deployment";
import { findProjectFolder, programFolderOf } from "../projectFolder";
import { readStackConfig, type StackConfig } from "../stackConfig";
import { CommandFailure, describeError } from "./failure";
import { namesError, parsePreview, saidIn, tellsOfStack, type Preview } from "./preview";

/**
 * Opens a workspace that runs the `pulumi` on PATH in a project's folder.
 * @throws CommandFailure if there is no such folder, or if `pulumi` does not run.
 */
export async function openWorkspace(folder: string): Promise<Workspace> {
  if (!existsSync(folder)) throw new CommandFailure(`There is no folder "${folder}". Name the folder of the Pulumi project in --cwd.`);
  try {
    return await LocalWorkspace.create({
      workDir: folder,
      // Without the program, refresh and destroy would use the last update's configuration, which
      // is in the state.
      envVars: { PULUMI_RUN_PROGRAM: "true", PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
  } catch (error) {
    throw new CommandFailure(`Cannot run pulumi: ${pulumiWords(error)}. Install the Pulumi CLI, 3.220.0 or later, and put it on PATH.`);
  }
}

export interface PreviewOptions {
  signal?: AbortSignal;
  /** The file that Pulumi saves its update plan to, with encrypted secrets. */
  planFile?: string | undefined;
}

/**
 * Previews a stack. If the program reached the engine and failed after that, the errors are in the
 * preview's diagnostics.
 *
 * @throws CommandFailure with what Pulumi said, if the preview failed in another way.
 */
export async function previewStack(
  workspace: Workspace,
  stack: string | undefined,
  { signal, planFile }: PreviewOptions = {},
): Promise<Preview> {
  const saved = planFile === undefined ? [] : ["--save-plan", planFile, "--show-secrets=false"];
  const named = stack === undefined ? [] : ["--stack", stack];
  return previewIn(await run(workspace, ["preview", "--json", ...saved, ...named], signal), stack);
}

/**
 * Reads the preview that `pulumi preview --json` has printed.
 * @throws CommandFailure as `previewStack` does.
 */
export function previewIn({ code, stdout, stderr }: Output, stack: string | undefined): Preview {
  const whose = stack === undefined ? "the selected stack" : `the stack ${stack}`;
  const failed = `pulumi preview of ${whose} failed`;
  if (stdout.trim() === "") throw new CommandFailure(`${failed}: ${stderr.trim()}`);
  const preview = parsePreview(stdout, `pulumi preview --json of ${whose}`);
  const isWhole = tellsOfStack(preview) && (code === 0 || namesError(preview));
  if (!isWhole) throw new CommandFailure(`${failed} (exit code ${code}). ${saidIn(preview, stderr)}`);
  return preview;
}

/** The deployment that a stack's configuration names. Its session starts with the first call. */
export async function deploymentOf(workspace: Workspace, stack: string): Promise<Deployment> {
  return connect(await configOf(workspace, stack));
}

/** The `lync:` keys of a stack's configuration. */
export async function configOf(workspace: Workspace, stack: string): Promise<StackConfig> {
  let config: ConfigMap;
  try {
    config = await workspace.getAllConfig(stack);
  } catch (error) {
    throw new CommandFailure(`Cannot read the configuration of the stack ${stack}: ${pulumiWords(error)}`);
  }
  const root = findProjectFolder(workspace.workDir) ?? workspace.workDir;
  return readStackConfig((key) => config[`lync:${key}`]?.value, programFolderOf(root), { root });
}

/** What pulumi said about a failure, without the text that the Automation API puts around it. */
export function pulumiWords(error: unknown): string {
  const said = describeError(error);
  const [, stderr = said] = / stderr: (?:Command failed[^\n]*\n)?([\s\S]*?)(?:\n err\?:[\s\S]*)?$/.exec(said) ?? [];
  return stderr.replace(/^error: /m, "").trim();
}

/** How a command ended, and what it printed. */
interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

// A preview with an error also prints its document, although its exit code is not 0.
function run({ pulumiCommand, workDir, envVars }: Workspace, args: readonly string[], signal: AbortSignal | undefined): Promise<Output> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: workDir,
      env: { ...process.env, ...envVars },
      maxBuffer: 1024 ** 3,
      ...defined({ signal }),
    };
    execFile(pulumiCommand.command, [...args, "--non-interactive"], { ...options, killSignal: "SIGINT" }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(new CommandFailure(`Cannot run pulumi: ${error.message}.`));
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}
