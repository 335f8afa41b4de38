import { parsePreview, type Preview } from "../../../provider/src/cli/preview";
import type { Noun } from "../../../provider/src/configurations/noun";
import type { Deployment } from "../../../provider/src/deployment/deployment";
import { check, create, diff, read, remove, update } from "../verbs";
import type { Properties } from "../../../provider/src/stack/bag";
import { oldStateIn } from "../../../provider/src/resources/oldState";
import { typeOf } from "../../../provider/src/resources/typeOf";
import { throughEngine } from "../engine";
import { outerFirst, ToldProgram, type ProgramResource } from "./program";

/** A resource in a stack's state. */
interface StateResource {
  urn: string;
  noun: Noun;
  inputs: Properties;
  outputs: Properties;
}

/** The error of a program that check refused. */
export class Refused extends Error {}

const prefix = "urn:pulumi:test::test::";

/**
 * Models a stack as the engine keeps it, without the engine. It runs the provider's own verbs one
 * after another, in the engine's order. Each command is its own provider process, and reads before
 * it changes anything.
 */
export class ModelledStack {
  readonly #newProcess: () => Deployment;
  readonly #readsAll: boolean;
  #state: StateResource[] = [];

  /**
   * @param readsAll whether everything in the state is read first, as it is without
   * PULUMI_RUN_PROGRAM. Otherwise only what the program declares is read, each before its check.
   */
  constructor(newProcess: () => Deployment, { readsAll }: { readsAll: boolean }) {
    this.#newProcess = newProcess;
    this.#readsAll = readsAll;
  }

  /**
   * Returns what `pulumi preview --json` prints.
   * @throws Refused if a check fails.
   */
  async preview(program: readonly ProgramResource[]): Promise<Preview> {
    const { steps } = await new Command(this.#newProcess(), { state: this.#state, readsAll: this.#readsAll, isPreview: true }).run(program);
    return parsePreview(JSON.stringify({ steps }), "the modelled stack");
  }

  /**
   * Does what `pulumi up` does.
   * @throws Refused if a check fails.
   */
  async up(program: readonly ProgramResource[]): Promise<void> {
    const { state } = await new Command(this.#newProcess(), { state: this.#state, readsAll: this.#readsAll, isPreview: false }).run(
      program,
    );
    this.#state = state;
  }
}

interface Step {
  op: string;
  urn: string;
  oldState?: StateResource | undefined;
  newState?: { inputs: Properties };
}

/** One run of a program by the engine. */
class Command {
  readonly #deployment: Deployment;
  readonly #isPreview: boolean;
  readonly #readsAll: boolean;
  readonly #steps: Step[] = [];
  readonly #before: StateResource[];
  readonly #after: StateResource[] = [];
  readonly #leaving: StateResource[] = [];

  constructor(
    deployment: Deployment,
    { state, readsAll, isPreview }: { state: readonly StateResource[]; readsAll: boolean; isPreview: boolean },
  ) {
    this.#deployment = deployment;
    this.#before = [...state];
    this.#readsAll = readsAll;
    this.#isPreview = isPreview;
  }

  async run(program: readonly ProgramResource[]): Promise<{ steps: Step[]; state: StateResource[] }> {
    const outputs = this.#before.map(({ urn, noun, outputs }) => [urn, { type: typeOf(noun), outputs }] as const);
    const told = new ToldProgram(program, oldStateIn(Object.fromEntries(outputs), prefix), this.#isPreview);
    if (this.#readsAll) for (const { urn } of [...this.#before]) await this.#refresh(urn);
    for (const resource of outerFirst(program)) await this.#register(resource, await told.propsOf(resource));
    await this.#deleteOthers();
    return { steps: this.#steps, state: this.#after };
  }

  /** Reads a resource in the state. If it no longer exists, it is removed from the state. */
  async #refresh(urn: string): Promise<void> {
    const index = this.#before.findIndex((one) => one.urn === urn);
    const known = this.#before[index];
    if (known === undefined) return;
    const { noun, outputs } = known;
    const found = await read(noun, this.#deployment, String(outputs.identity), outputs);
    if (found.id === undefined) this.#before.splice(index, 1);
    else
      this.#before[index] = {
        urn,
        noun,
        inputs: throughEngine(found.inputs as Properties),
        outputs: throughEngine(found.props as Properties),
      };
  }

  async #register({ noun, name }: ProgramResource, props: Properties): Promise<void> {
    const urn = `${prefix}${typeOf(noun)}::${name}`;
    if (!this.#readsAll) await this.#refresh(urn);
    const olds = this.#before.find((one) => one.urn === urn);
    const { inputs: checked, failures = [] } = await check(noun, this.#deployment, olds?.inputs ?? {}, throughEngine(props));
    if (failures.length > 0) throw new Refused(`${name}: ${failures.map(({ reason }) => reason).join("; ")}`);
    const inputs = throughEngine(checked as Properties);
    if (olds === undefined) return this.#create({ urn, noun, inputs }, "create");

    const { changes, replaces = [] } = await diff(noun, this.#deployment, olds.outputs, inputs);
    if (changes !== true) {
      this.#steps.push({ op: "same", urn, oldState: olds, newState: { inputs } });
      this.#after.push({ ...olds, inputs });
    } else if (replaces.length > 0) {
      this.#leaving.push(olds);
      await this.#create({ urn, noun, inputs }, "create-replacement", olds);
      this.#steps.push({ op: "replace", urn, oldState: olds, newState: { inputs } });
    } else {
      this.#steps.push({ op: "update", urn, oldState: olds, newState: { inputs } });
      const outs = this.#isPreview
        ? inputs
        : (await update(noun, this.#deployment, String(olds.outputs.identity), olds.outputs, inputs)).outs;
      this.#after.push({ urn, noun, inputs, outputs: throughEngine(outs as Properties) });
    }
  }

  async #create({ urn, noun, inputs }: Omit<StateResource, "outputs">, op: string, oldState?: StateResource): Promise<void> {
    this.#steps.push({ op, urn, oldState, newState: { inputs } });
    const outs = this.#isPreview ? inputs : (await create(noun, this.#deployment, inputs)).outs;
    this.#after.push({ urn, noun, inputs, outputs: throughEngine(outs as Properties) });
  }

  /**
   * The engine deletes last, and dependants first. It deletes what is no longer in the program, and
   * the old resources of replacements.
   */
  async #deleteOthers(): Promise<void> {
    for (const resource of this.#before.toReversed()) {
      const isReplaced = this.#leaving.includes(resource);
      if (!isReplaced && this.#after.some(({ urn }) => urn === resource.urn)) continue;
      this.#steps.push({ op: isReplaced ? "delete-replaced" : "delete", urn: resource.urn, oldState: resource });
      if (!this.#isPreview) await remove(resource.noun, this.#deployment, resource.outputs);
    }
  }
}
