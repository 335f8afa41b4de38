import { expect } from "vitest";
import type { Call } from "../../provider/src/cmdlets/call";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Declared } from "../../provider/src/stack/declared";
import { Memory, type Scope } from "../../provider/src/stack/memory";
import { simulate, type Simulated } from "./simulated";

/** The scope of a noun's verb, in a process that knows nothing yet. */
export function scopeOf(noun: Noun, deployment: Deployment): Scope {
  return { noun, deployment, memory: new Memory() };
}

/** The same for a simulated deployment in which calls were made earlier. */
export async function scopeAfter(noun: Noun, calls: readonly Call[], topology?: object): Promise<{ simulated: Simulated; scope: Scope }> {
  const simulated = simulate(topology);
  for (const { error } of await simulated.run(...calls)) expect(error).toBeNull();
  return { simulated, scope: scopeOf(noun, simulated.deployment) };
}

/** A validated declaration of a collection. */
export function declaredOf(identity: string, values: Values = {}, more: Partial<Pick<Declared, "options" | "records">> = {}): Declared {
  return { identity, values, options: {}, records: {}, ...more };
}
