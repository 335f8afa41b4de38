import type { Preview, PreviewStep } from "../preview";
import type { Noun } from "../../configurations/noun";
import { identityIn, previewedInputs, previewedState, type Properties } from "../../stack/bag";
import type { Inputs, State } from "../../stack/declared";
import { nameIn, nounIn } from "../urn";
import { warningsAt } from "./diagnostics";
import { isHidden } from "./hidden";

/** A resource of the preview: what `up` does with it, and its values before and after. */
export interface Subject {
  op: "create" | "update" | "replace" | "delete" | "same";
  noun: Noun;
  /** Its name in the program. */
  resource: string;
  /**
   * The identity of its collection. If the program's identity is not known yet, it is the identity
   * in the stack's state; undefined if the state has none.
   */
  identity: string | undefined;
  /** Whether the program's identity is known yet. */
  isIdentityKnown: boolean;
  olds: State | undefined;
  news: Inputs | undefined;
  /** Whether the collection does not change when it is removed from the stack: `retainOnDelete`. */
  isRetained: boolean;
  /** The warnings of its class, which it gave once the whole program was known. */
  warnings: string[];
}

/** The collections in a preview's steps. */
export function subjectsOf(preview: Preview): Subject[] {
  return lastSteps(preview).flatMap((step) => subjectOf(step, warningsAt(step.urn, preview)));
}

/** The collections that the program reads with `get`, and that `up` therefore never undoes. */
export function readsIn({ steps }: Preview): { noun: Noun; identity: string }[] {
  return steps.flatMap(({ op, urn, newState }) => {
    const noun = nounIn(urn);
    return op.startsWith("read") && noun !== undefined && newState?.id !== undefined ? [{ noun, identity: newState.id }] : [];
  });
}

/** The last changing step of each resource. A resource that is refreshed may have two steps. */
function lastSteps({ steps }: Preview): PreviewStep[] {
  const last = new Map<string, PreviewStep>();
  for (const step of steps) {
    const known = last.get(step.urn);
    if (known === undefined || !operations.has(known.op)) last.set(step.urn, step);
  }
  return [...last.values()];
}

/** Pulumi's names for steps that change something. All other steps leave the resource unchanged. */
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
  // up never changes a resource that the program only reads with get.
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
