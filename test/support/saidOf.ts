import { expect } from "vitest";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import { defined } from "../../provider/src/defined";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { check } from "./verbs";
import type { ProgramBeside } from "../../provider/src/stack/beside";
import type { Properties } from "../../provider/src/stack/bag";
import { warnedAtEnd } from "./atEnd";

/** A collection as a program declares it. */
export interface Declared {
  noun: Noun;
  args: Values & { identity: string };
  /** What the stack's state contains about it. */
  olds?: Properties;
  /** What the resource classes report to check about the program. */
  program?: ProgramBeside | undefined;
}

/** One finding about a program. */
export interface Said {
  identity: string;
  /** Whether it is refused or warned about, and the message. */
  text: string;
}

/**
 * Returns all that is refused and warned about in a program: by check, and at the end of the
 * program.
 */
export async function allSaid(deployment: Deployment, program: readonly Declared[]): Promise<Said[]> {
  const said: Said[] = [];
  for (const { noun, args, olds = {}, program: told } of program) {
    const { identity } = args;
    const { inputs, failures = [] } = await check(noun, deployment, olds, {
      ...args,
      beside: { mark: identity, ...defined({ program: told }) },
    });
    expect(inputs).not.toHaveProperty("beside");
    const { warnings = [] } = inputs as { warnings?: string[] };
    said.push(...failures.map(({ reason }) => ({ identity, text: `refused: ${reason}` })), ...warned(identity, warnings));
  }
  const atEnd = await warnedAtEnd(deployment);
  return [...said, ...Object.entries(atEnd).flatMap(([mark, warnings]) => warned(mark, warnings))];
}

/** The same, as one line per finding. */
export async function saidOf(deployment: Deployment, program: readonly Declared[]): Promise<string[]> {
  return (await allSaid(deployment, program)).map(({ identity, text }) => `${identity}: ${text}`);
}

function warned(identity: string, warnings: readonly string[]): Said[] {
  return warnings.map((warning) => ({ identity, text: `warned: ${warning}` }));
}
