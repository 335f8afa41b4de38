import type { Workspace } from "@pulumi/pulumi/automation";
import { CommandFailure } from "../failure";
import type { Interrupt } from "./interrupt";
import type { Stage } from "./stages";
import { stops, type Stop } from "./stops";

/** What `pulumi-lync rollout` is given on its command line. */
export interface RolloutOptions {
  stacks: string[];
  /** What is let pass, separated by commas. */
  allow: string;
  /** Whether each `up` is held to what its preview saw. */
  plan: boolean;
  wait: boolean;
  waitMinutes: string;
  json?: boolean;
  create?: boolean;
  cwd: string;
}

/** What is chosen for one stack. */
export interface StackOptions {
  workspace: Workspace;
  stack: string;
  /** Whether a stack that the backend does not have is created. */
  create: boolean;
  allowed: ReadonlySet<Stop>;
  wait: boolean;
  waitMinutes: number;
  /** Whether `up` is held to what the preview saw, by Pulumi's update plan. */
  holdToPlan: boolean;
  interrupt: Interrupt;
  /** Told what goes on. */
  say: (text: string) => void;
  /** Told which stage begins. */
  enter: (stage: Stage) => void;
}

/** Reads `--allow`. @throws CommandFailure naming what is not allowed there. */
export function parseAllowed(text: string): Set<Stop> {
  const given = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const unknown = given.filter((word) => !(stops as readonly string[]).includes(word));
  if (unknown.length > 0) throw new CommandFailure(`--allow has ${JSON.stringify(unknown.join(", "))}; allowed: ${stops.join(", ")}`);
  return new Set(given as Stop[]);
}

/** Reads `--wait-minutes`. @throws CommandFailure naming what is allowed there. */
export function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (text.trim() !== "" && minutes > 0 && minutes <= 24 * 60) return minutes;
  throw new CommandFailure(`--wait-minutes is ${JSON.stringify(text)}; allowed: a number of minutes, more than 0 and up to 1440`);
}

/** @throws CommandFailure where a stack is named twice. */
export function refuseTwice(stacks: readonly string[]): void {
  const twice = stacks.find((stack, index) => stacks.indexOf(stack) !== index);
  if (twice !== undefined) throw new CommandFailure(`The stack ${twice} is named twice`);
}
