import { existsSync } from "node:fs";
import * as path from "node:path";
import { Option, type Command } from "commander";
import type { Workspace } from "@pulumi/pulumi/automation";
import { namingOf } from "../deployment/connect";
import { LyncError } from "../errors";
import { readStackConfig, type StackConfig } from "../stackConfig";
import { requireTemporaryFolder } from "../temporaryFolder";
import { CommandFailure } from "./failure";

/**
 * How a command reaches a deployment: through stacks of a project, a topology file, or the
 * PowerShell module on this machine.
 */
export interface ConnectionOptions {
  stack: string[];
  simulator?: string;
  cwd: string;
}

/** The deployment that a command is for, before the command reads anything from it. */
export interface Connection {
  config: StackConfig;
  /** The stacks that are for it, and their workspace; empty and undefined without a project. */
  stacks: readonly string[];
  workspace: Workspace | undefined;
}

/** Adds the options that say which deployment a command is for. */
export function withConnectionOptions(command: Command): Command {
  const collect = (stack: string, before: string[]): string[] => [...new Set([...before, stack])];
  return command
    .addOption(
      new Option("-s, --stack <stack>", "a stack whose configuration says how to reach the deployment; may be repeated")
        .argParser(collect)
        .default([], "no stack: the module on this machine"),
    )
    .addOption(new Option("--simulator <file>", "the topology file of a simulated deployment, instead of a stack").conflicts("stack"))
    .option("-C, --cwd <folder>", "the folder of the Pulumi project", ".");
}

/**
 * Reads which deployment a command is for.
 * @throws CommandFailure or LyncError if that is unknown, or if the stacks belong to several.
 */
export async function readConnection({ stack: stacks, simulator, cwd }: ConnectionOptions): Promise<Connection> {
  if (stacks.length === 0) {
    const folder = path.resolve(cwd);
    if (simulator !== undefined && !existsSync(simulator)) {
      throw new LyncError(
        `--simulator is "${simulator}", but there is no file ${path.resolve(simulator)}. Name the topology file of a simulated deployment.`,
        { kind: "invalidParameter" },
      );
    }
    const config = readStackConfig((key) => (key === "simulator" ? simulator : undefined), folder, { root: process.cwd() });
    return { config, stacks, workspace: undefined };
  }
  requireTemporaryFolder();
  const { configOf, openWorkspace } = await import("./stacks.js");
  const workspace = await openWorkspace(cwd);
  const configs: StackConfig[] = [];
  for (const stack of stacks) configs.push(await configOf(workspace, stack));
  refuseSeveral(stacks, configs);
  return { config: configs[0] as StackConfig, stacks, workspace };
}

function refuseSeveral(stacks: readonly string[], configs: readonly StackConfig[]): void {
  const named = configs.map((config) => {
    const { way, given } = namingOf(config);
    return given === undefined ? way : `${given} (${way})`;
  });
  const other = named.findIndex((name) => name !== named[0]);
  if (other === -1) return;
  throw new CommandFailure(
    `The stacks belong to different deployments: ${String(stacks[0])} belongs to ${String(named[0])}, and ${String(stacks[other])} belongs to ${String(named[other])}. ` +
      "Name only stacks of one deployment.",
  );
}
