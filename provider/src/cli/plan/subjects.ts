import type { Preview, PreviewStep } from "../preview";
import type { Noun } from "../../configurations/noun";
import { identityIn, previewedInputs, previewedState, type Properties } from "../../stack/bag";
import type { Inputs, State } from "../../stack/declared";
import { nameIn, nounIn } from "../urn";
import { warningsAt } from "./diagnostics";
import { isHidden } from "./hidden";

/** What becomes of a resource, with what the preview has of it before and after. */
export interface Subject {
  op: "create" | "update" | "replace" | "delete" | "same";
  noun: Noun;
  /** Its name in the program. */
  resource: string;
  /**
   * The collection that it stands for; where the program's identity is not known yet, the one that
   * the stack has; undefined where it has none.
   */
  identity: string | undefined;
  /** Whether the program's identity is known yet. */
  isIdentityKnown: boolean;
  olds: State | undefined;
  news: Inputs | undefined;
  /**
   * Whether the collection that the stack has stays as it is when it leaves: Pulumi's
   * `retainOnDelete`.
   */
  isRetained: boolean;
  /** What its class warned of, once the whole program was known. */
  warnings: string[];
}

/** The collections among a preview's steps, each with what becomes of it. */
export function subjectsOf(preview: Preview): Subject[] {
  return lastSteps(preview).flatMap((step) => subjectOf(step, warningsAt(step.urn, preview)));
}

/** What a preview's program reads by `get`: nobody undoes that. */
export function readsIn({ steps }: Preview): { noun: Noun; identity: string }[] {
  return steps.flatMap(({ op, urn, newState }) => {
    const noun = nounIn(urn);
    return op.startsWith("read") && noun !== undefined && newState?.id !== undefined ? [{ noun, identity: newState.id }] : [];
  });
}

/** Of a resource that is refreshed and then changes, the second step tells what becomes of it. */
function lastSteps({ steps }: Preview): PreviewStep[] {
  const last = new Map<string, PreviewStep>();
  for (const step of steps) {
    const known = last.get(step.urn);
    if (known === undefined || !operations.has(known.op)) last.set(step.urn, step);
  }
  return [...last.values()];
}

/** Pulumi's names of steps that change something; all others leave the resource as it is. */
const operations: ReadonlyMap<string, Subject["op"]> = new Map([
  ["create", "create"],
  ["update", "update"],
  ["delete", "delete"],
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["delete-replaced", "delete"],
] as const);

function subjectOf({ op, urn, oldState, newState }: PreviewStep, warnings: string[]): Subject[] {
  const noun = nounIn(urn);
  // What a static get reads is nobody's to change.
  if (noun === undefined || op.startsWith("read")) return [];
  const kind = operations.get(op) ?? "same";
  const olds = oldState === null || oldState === undefined ? undefined : { ...oldState.inputs, ...oldState.outputs };
  const news = kind === "delete" ? undefined : newState?.inputs;
  const isIdentityKnown = !isHidden(identityIn(news ?? {}));
  return [
    {
      op: kind,
      noun,
      resource: nameIn(urn),
      olds: olds === undefined ? undefined : previewedState(noun, olds),
      news: news === undefined ? undefined : previewedInputs(noun, news),
      isIdentityKnown,
      isRetained: oldState?.retainOnDelete === true,
      identity: knownIdentity(news) ?? knownIdentity(olds),
      warnings,
    },
  ];
}

function knownIdentity(properties: Properties = {}): string | undefined {
  const identity = identityIn(properties);
  return isHidden(identity) ? undefined : identity;
}
