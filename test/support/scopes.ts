import type { Noun, Values } from "../../provider/src/configurations/noun";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Declared } from "../../provider/src/stack/declared";
import { Memory, type Scope } from "../../provider/src/stack/memory";

/** What a verb of a noun works with, in a process that has heard of nothing yet. */
export function scopeOf(noun: Noun, deployment: Deployment): Scope {
  return { noun, deployment, memory: new Memory() };
}

/** What a program declares of a collection, validated. */
export function declaredOf(identity: string, values: Values = {}, more: Partial<Pick<Declared, "options" | "records">> = {}): Declared {
  return { identity, values, options: {}, records: {}, ...more };
}
