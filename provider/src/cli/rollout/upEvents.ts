import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Plan } from "../plan/plan";
import { mayWrite } from "./mayWrite";
import type { StateResource } from "../stateResources";

/** Collects what a rollout needs from the events of an `up`. */
export class UpEvents {
  readonly #plan: Plan;
  readonly #errors: string[] = [];
  #since: Date;

  /** @param start when the `up` began; used as the time of the last write if nothing is written. */
  constructor(plan: Plan, start: Date) {
    this.#plan = plan;
    this.#since = start;
  }

  /** When the last of its writes began. */
  get since(): Date {
    return this.#since;
  }

  /** The errors that the engine reported. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  readonly record = ({ resourcePreEvent, diagnosticEvent, timestamp }: EngineEvent): void => {
    if (resourcePreEvent !== undefined && mayWrite(resourcePreEvent.metadata, this.#plan)) this.#since = new Date(timestamp * 1000);
    // The engine marks colours as <{%...%}>.
    if (diagnosticEvent?.severity === "error") this.#errors.push(diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trim());
  };
}

/**
 * Why an `up` failed. The state is the first source, because a resource keeps its failures there.
 * Next are the engine's errors, and last what pulumi itself said.
 */
export function whyFailed({ state, errors, said }: { state: readonly StateResource[]; errors: readonly string[]; said: string }): string {
  const kept = state.flatMap(({ initErrors = [] }) => initErrors);
  const told = [kept, errors].find((lines) => lines.length > 0);
  const words = told?.join("\n") ?? said;
  // The engine has no other sign of this failure.
  return words.includes("violates plan") ? `${words}\n${changedMeanwhile}` : words;
}

const changedMeanwhile =
  "The update would do something that the preview did not show, because the program or the deployment has changed since then. Run the rollout again. If it fails in the same way, use --no-plan, which works without Pulumi's update plan.";
