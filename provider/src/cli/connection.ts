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
 * How a command reaches a deployment: by stacks of a project, by a topology file, or by the module
 * of this machine.
 */
export interface ConnectionOptions {
  stack: string[];
  simulator?: string;
  cwd: string;
}

/** A deployment that a command is for, before anything is asked of it. */
export interface Connection {
  config: StackConfig;
  /** The stacks that are for it, and where they are; none without a project. */
  stacks: readonly string[];
  workspace: Workspace | undefined;
}

/** Gives a command the options that say which deployment it is for. */
export function withConnectionOptions(command: Command): Command {
  const collect = (stack: string, before: string[]): string[] => [...new Set([...before, stack])];
  return command
    .addOption(
      new Option("-s, --stack <stack>", "a stack whose configuration says how the deployment is reached; may be repeated")
        .argParser(collect)
        .default([], "this machine's module, no stack"),
    )
    .addOption(new Option("--simulator <file>", "the topology file of a simulated deployment, in place of a stack").conflicts("stack"))
    .option("-C, --cwd <folder>", "the folder of the Pulumi project", ".");
}

/**
 * Reads which deployment a command is for.
 * @throws CommandFailure or LyncError where that cannot be told, or the stacks are of several.
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
    `The stacks are of several deployments: ${String(stacks[0])} is of ${String(named[0])}, and ${String(stacks[other])} is of ${String(named[other])}. ` +
      "Name only stacks of one deployment.",
  );
}
