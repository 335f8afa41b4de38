import { identityKey } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import type { Declared } from "./state";

/**
 * What a process knows to be its stack's. The engine calls create before delete, on one and the same identity, for `up --replace`, a tainted resource and a
 * name changed without an alias: without this, delete would remove the live collection.
 */
export class Claims {
  readonly #own = new Map<string, Declared>();
  readonly #declared = new Map<string, Values>();
  readonly #proxies = new Set<string>();
  /** The pools that were seen to be passive, or declared so, by the lower-cased name: so that a look at all of them looks at each once. */
  readonly passivePools = new Set<string>();
  /** The undoing of each pool's proxy collection, by the pool. */
  readonly undoing = new Map<string, Promise<void>>();

  /** The stack's state has the collection, as it was read, or checked with olds. */
  own(noun: Noun, state: Declared): void {
    this.#own.set(keyOf(noun, state.identity), state);
    if (noun.governs === "proxySignIn") this.#proxies.add(identityKey(state.identity.split(":").at(-1) ?? ""));
  }

  /** Whether the stack's state has the proxy collection of a pool, as far as this process has heard. */
  ownsProxyOf(pool: string): boolean {
    return this.#proxies.has(identityKey(pool));
  }

  /** What the stack's state has of a collection, as far as this process has heard; undefined where it has none. */
  owned(noun: Noun, identity: string): Declared | undefined {
    return this.#own.get(keyOf(noun, identity));
  }

  /** The program declares the collection. */
  declare(noun: Noun, identity: string, values: Values): void {
    this.#declared.set(keyOf(noun, identity), values);
    if (noun.governs === "webTicket" && values.useWsFedPassiveAuth !== true) this.passivePools.clear();
  }

  /** What the program declares of a collection, as far as this process has heard; undefined where it does not. */
  declared(noun: Noun, identity: string): Values | undefined {
    return this.#declared.get(keyOf(noun, identity));
  }
}

/** The claims on a deployment: one set for all resources of a process. */
export function claimsOn(deployment: Deployment): Claims {
  const claims = known.get(deployment) ?? new Claims();
  known.set(deployment, claims);
  return claims;
}

const known = new WeakMap<Deployment, Claims>();

function keyOf(noun: Noun, identity: string): string {
  return `${noun.cs} ${identityKey(identity)}`;
}
