import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Plan } from "../plan/plan";
import { mayWrite } from "./mayWrite";
import type { StateResource } from "../stateResources";

/** What a rollout hears of an `up`. */
export class UpEvents {
  readonly #plan: Plan;
  readonly #errors: string[] = [];
  #since: Date;

  /** @param start when it began, which counts where it writes nothing. */
  constructor(plan: Plan, start: Date) {
    this.#plan = plan;
    this.#since = start;
  }

  /** When the last of its writes began. */
  get since(): Date {
    return this.#since;
  }

  /** What the engine said that failed. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  readonly record = ({ resourcePreEvent, diagnosticEvent, timestamp }: EngineEvent): void => {
    if (resourcePreEvent !== undefined && mayWrite(resourcePreEvent.metadata, this.#plan)) this.#since = new Date(timestamp * 1000);
    // Its colours are marks for a terminal.
    if (diagnosticEvent?.severity === "error") this.#errors.push(diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trim());
  };
}

/**
 * Why an `up` failed: what stands in the state, for there a resource keeps what it failed with;
 * else what the engine said; else what pulumi itself did.
 */
export function whyFailed({ state, errors, said }: { state: readonly StateResource[]; errors: readonly string[]; said: string }): string {
  const kept = state.flatMap(({ initErrors = [] }) => initErrors);
  const told = [kept, errors].find((lines) => lines.length > 0);
  const words = told?.join("\n") ?? said;
  // The engine has no other mark of it.
  return words.includes("violates plan") ? `${words}\n${changedMeanwhile}` : words;
}

const changedMeanwhile =
  "What is to be done is not what the preview saw: the program or the deployment has changed since. Run the rollout again; if it fails so again, --no-plan goes without Pulumi's plan";
