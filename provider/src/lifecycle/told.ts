import { isObject } from "../isObject";
import type { StackReach } from "../stackReach";
import { PartialFailure } from "./verification";

/** What a verb was given to find the deployment by. */
export interface Told {
  /** What the resource's class told in this run; undefined where the verb has only what the state says. */
  byClass?: {
    /** What the stack's configuration says, of which an explicit provider got nothing; undefined where it did not arrive. */
    stack: StackReach | undefined;
  };
  /** The path from the provider's folder to that of Pulumi.yaml, where it was handed on. */
  projectFolder: string | undefined;
}

/** What a class tells: to check beside what the program declares, and of what `get` reads in the mark of that. */
export function toldIn(message: unknown): Told {
  const stack = isObject(message) && isObject(message.stack) ? message.stack : undefined;
  return { byClass: { stack }, ...keptIn(message) };
}

/** What check, or a verb before this one, wrote into inputs or outputs. */
export function keptIn(properties: unknown): Told {
  const projectFolder = isObject(properties) ? properties.projectFolder : undefined;
  return { projectFolder: typeof projectFolder === "string" ? projectFolder : undefined };
}

/** What a verb answers, with the path in its inputs or outputs for the verbs after it: read and delete get nothing but outputs. */
export function handOn<T extends object>({ projectFolder }: Told, answer: T, ...bags: (keyof T)[]): T {
  if (projectFolder === undefined) return answer;
  const there = bags.filter((name) => isObject(answer[name]));
  return { ...answer, ...Object.fromEntries(there.map((name) => [name, { ...(answer[name] as object), projectFolder }])) };
}

/** Awaits a write. A partial failure replaces the state whole, so it hands the path on, too. */
export async function orPartly<T>({ projectFolder }: Told, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof PartialFailure && projectFolder !== undefined) error.properties.projectFolder = projectFolder;
    throw error;
  }
}
