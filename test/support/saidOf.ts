import type { Noun, Values } from "../../provider/src/configurations/noun";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { check } from "./verbs";
import type { ProgramBeside } from "../../provider/src/stack/beside";
import type { Properties } from "../../provider/src/stack/bag";
import { warnedAtEnd } from "./atEnd";

/** A collection as a program declares it. */
export interface Declared {
  noun: Noun;
  args: Values & { identity: string };
  /** What the stack's state has of it. */
  olds?: Properties;
  /** What the classes tell check of the program. */
  program?: ProgramBeside;
}

/** All that is refused and warned of in a program, a line each: the identity, which of the two, and the message. */
export async function saidOf(deployment: Deployment, program: readonly Declared[]): Promise<string[]> {
  const said: string[] = [];
  for (const { noun, args, olds = {}, program: told } of program) {
    const beside = { mark: args.identity, ...(told === undefined ? {} : { program: told }) };
    const { inputs, failures = [] } = await check(noun, deployment, olds, { ...args, beside });
    const { warnings = [] } = inputs as { warnings?: string[] };
    for (const { reason } of failures) said.push(`${args.identity}: refused: ${reason}`);
    for (const warning of warnings) said.push(`${args.identity}: warned: ${warning}`);
  }
  const atEnd = await warnedAtEnd(deployment);
  return [...said, ...Object.entries(atEnd).flatMap(([mark, warnings]) => warnings.map((warning) => `${mark}: warned: ${warning}`))];
}
