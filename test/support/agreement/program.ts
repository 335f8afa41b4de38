import type { CustomResourceOptions } from "@pulumi/pulumi";
import { identityKey } from "../../../provider/src/configurations/identity";
import type { Noun } from "../../../provider/src/configurations/noun";
import type { Properties } from "../../../provider/src/stack/bag";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { besideOf } from "../../../provider/src/resources/beside";
import type { OldState } from "../../../provider/src/resources/oldResources";
import { newRun, type Declaration, type ProgramRun } from "../../../provider/src/resources/program";

/** A value that a preview does not know yet. */
export interface Later {
  later: unknown;
}

/** A resource that a program declares. */
export interface ProgramResource {
  noun: Noun;
  name: string;
  args: Record<string, unknown> & { identity: string | Later };
  /** The names of resources that it depends on. */
  dependsOn?: string[];
}

/** Whether a value is one that a preview does not know yet. */
export function isLater(value: unknown): value is Later {
  return typeof value === "object" && value !== null && "later" in value;
}

/**
 * Sorts outer collections first, because the class makes the engine create them first. A collection
 * whose identity is still unknown may be a pool's.
 */
export function outerFirst(program: readonly ProgramResource[]): ProgramResource[] {
  const rank = ({ args: { identity } }: ProgramResource): number => {
    const key = isLater(identity) ? "" : identityKey(identity);
    return key === "global" ? 0 : key.startsWith("site:") ? 1 : 2;
  };
  return [...program].sort((one, other) => rank(one) - rank(other));
}

/** A program, and what its classes report to check. */
export class ToldProgram {
  readonly #old: OldState;
  readonly #isPreview: boolean;
  readonly #declarations: ReadonlyMap<ProgramResource, Declaration>;

  constructor(resources: readonly ProgramResource[], old: OldState, isPreview: boolean) {
    this.#old = old;
    this.#isPreview = isPreview;
    const optionsOf = ({ dependsOn = [] }: ProgramResource): CustomResourceOptions => ({ dependsOn: dependsOn as never[] });
    this.#declarations = new Map(resources.map((one) => [one, { noun: one.noun, mark: one.name, args: one.args, opts: optionsOf(one) }]));
  }

  /** The properties that the engine passes to check. */
  async propsOf(resource: ProgramResource): Promise<Properties> {
    const { noun, name } = resource;
    const run: ProgramRun = { ...newRun(), isChecked: true, declarations: [...this.#declarations.values()] };
    const args = Object.fromEntries(Object.entries(resource.args).map(([property, value]) => [property, this.#known(value)]));
    const remembered = this.#old.resources.get(noun, String(args.identity))?.remembered;
    const program = await besideOf(run, this.#declarations.get(resource)!);
    const { deployments: state } = this.#old;
    return {
      ...args,
      beside: { mark: name, remembered: remembered ?? {}, ...(Object.keys(state).length === 0 ? {} : { state }), program },
    };
  }

  #known(value: unknown): unknown {
    return !isLater(value) ? value : this.#isPreview ? unknownValue : value.later;
  }
}
