import type { Workspace } from "@pulumi/pulumi/automation";
import { CommandFailure } from "../failure";
import type { Interrupt } from "./interrupt";
import type { Stage } from "./stages";
import { stops, type Stop } from "./stops";

/** The command-line options of `pulumi-lync rollout`. */
export interface RolloutOptions {
  stacks: string[];
  /** What may pass the gate, separated by commas. */
  allow: string;
  /** Whether each `up` is held to what its preview saw. */
  plan: boolean;
  wait: boolean;
  waitMinutes: string;
  json?: boolean;
  create?: boolean;
  cwd: string;
}

/** The options for one stack. */
export interface StackOptions {
  workspace: Workspace;
  stack: string;
  /** Whether to create a stack that the backend does not have yet. */
  create: boolean;
  allowed: ReadonlySet<Stop>;
  wait: boolean;
  waitMinutes: number;
  /** Whether `up` is held to what the preview saw, by Pulumi's update plan. */
  holdToPlan: boolean;
  interrupt: Interrupt;
  /** Prints progress. */
  say: (text: string) => void;
  /** Records and prints that a stage begins. */
  enter: (stage: Stage) => void;
}

/** Reads `--allow`. @throws CommandFailure naming the words that it does not know. */
export function parseAllowed(text: string): Set<Stop> {
  const given = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const unknown = given.filter((word) => !(stops as readonly string[]).includes(word));
  if (unknown.length > 0) throw new CommandFailure(`--allow has ${JSON.stringify(unknown.join(", "))}. Allowed: ${stops.join(", ")}.`);
  return new Set(given as Stop[]);
}

/** Reads `--wait-minutes`. @throws CommandFailure naming the allowed range. */
export function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (text.trim() !== "" && minutes > 0 && minutes <= 24 * 60) return minutes;
  throw new CommandFailure(`--wait-minutes is ${JSON.stringify(text)}. Allowed: a number of minutes, more than 0 and up to 1440.`);
}

/** @throws CommandFailure if a stack is named twice. */
export function refuseTwice(stacks: readonly string[]): void {
  const twice = stacks.find((stack, index) => stacks.indexOf(stack) !== index);
  if (twice !== undefined) throw new CommandFailure(`The stack ${twice} is named twice. Name it once.`);
}
