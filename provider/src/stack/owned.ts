import { identityKey, poolOf } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { nonEmpty, secretsOf, type Declared } from "./declared";
import { CollectionMap } from "./collectionMap";

/** A collection that the stack's state has, and its noun. */
export interface OwnedCollection {
  noun: Noun;
  declared: Declared;
}

/**
 * What the stack's state has of each collection, as far as this process has heard. The engine calls
 * create before delete, on one and the same identity, for `up --replace`, a tainted resource and a
 * name changed without an alias: without this, delete would remove the live collection.
 */
export class Owned {
  readonly #collections = new CollectionMap<Declared>();
  /** Those among them that only a resource's inputs told, which do not hold all. */
  readonly #assumed = new CollectionMap<true>();
  readonly #secrets = new CollectionMap<readonly string[]>();
  readonly #byPool = new Map<string, Map<Noun, Declared>>();

  /**
   * Takes a collection as it was read, or is to be deleted: its outputs. A state may have it twice:
   * after a replacement that failed half-way the old half is there still. What the collection was
   * before this stack had it, the elder of the two knows.
   */
  record(noun: Noun, state: Declared): void {
    const { identity } = state;
    const other = this.#assumed.delete(noun, identity) ? undefined : this.#collections.get(noun, identity);
    const { previous, since } = other !== undefined && isElder(other, state) ? other.records : state.records;
    const secrets = secretsOf(state.records, other?.records);
    const secretSettings = secrets.length === 0 ? undefined : secrets;
    this.#set(noun, { ...state, records: nonEmpty({ ...state.records, previous, since, secretSettings }) });
  }

  /** The same, as the program had it from the engine: what was read is fresher. */
  recordUnlessKnown(noun: Noun, state: Declared): void {
    if (this.get(noun, state.identity) === undefined) this.record(noun, state);
  }

  /**
   * The same, as check has it: by its old inputs alone, which count where nothing better is known.
   */
  recordAssumed(noun: Noun, state: Declared): void {
    if (this.#collections.has(noun, state.identity)) return;
    this.#assumed.set(noun, state.identity, true);
    this.#set(noun, state);
  }

  /** Takes which settings are secret in collections of the state, by identity. */
  recordSecrets(noun: Noun, secrets: Record<string, readonly string[]>): void {
    for (const [identity, names] of Object.entries(secrets)) this.#secrets.set(noun, identity, names);
  }

  /** Undefined where the state has none. */
  get(noun: Noun, identity: string): Declared | undefined {
    return this.#collections.get(noun, identity);
  }

  /**
   * Since when the stack has a collection that was there already, as the elder of its states has
   * it; what the state at hand says, where no other is known.
   */
  since(noun: Noun, { identity, records }: Declared): number | undefined {
    const known = this.#assumed.has(noun, identity) ? undefined : this.get(noun, identity);
    return known === undefined ? records.since : known.records.since;
  }

  /** The settings that are secret in a collection as it is. */
  secretsOf(noun: Noun, identity: string): readonly string[] {
    return [...secretsOf(this.get(noun, identity)?.records), ...(this.#secrets.get(noun, identity) ?? [])];
  }

  /** A pool's own collections. */
  ofPool(pool: string): OwnedCollection[] {
    return [...(this.#byPool.get(identityKey(pool)) ?? [])].map(([noun, declared]) => ({ noun, declared }));
  }

  #set(noun: Noun, state: Declared): void {
    this.#collections.set(noun, state.identity, state);
    const pool = poolOf(state.identity);
    if (pool === undefined) return;
    const key = identityKey(pool);
    this.#byPool.set(key, (this.#byPool.get(key) ?? new Map<Noun, Declared>()).set(noun, state));
  }
}

/** A collection that New made was there before any adoption of it. */
function isElder(one: Declared, other: Declared): boolean {
  return (one.records.since ?? 0) < (other.records.since ?? 0);
}
