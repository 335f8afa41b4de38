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
 * What the stack's state has of each collection, as far as this process has seen. For
 * `up --replace`, a tainted resource, and a name changed without an alias, the engine calls create
 * before delete on the same identity. Without this record, delete would remove the live collection.
 */
export class Owned {
  readonly #collections = new CollectionMap<Declared>();
  /** The collections that are known only from a resource's inputs, which are incomplete. */
  readonly #assumed = new CollectionMap<true>();
  readonly #secrets = new CollectionMap<readonly string[]>();
  readonly #byPool = new Map<string, Map<Noun, Declared>>();

  /**
   * Records the outputs of a collection that was read or will be deleted. A state can have a
   * collection twice: after a replacement that failed half-way, the old half is still there. The
   * older half knows the values that were there before this stack had the collection.
   */
  record(noun: Noun, state: Declared): void {
    const { identity } = state;
    const other = this.#assumed.delete(noun, identity) ? undefined : this.#collections.get(noun, identity);
    const { previous, since } = other !== undefined && isElder(other, state) ? other.records : state.records;
    const secrets = secretsOf(state.records, other?.records);
    const secretSettings = secrets.length === 0 ? undefined : secrets;
    this.#set(noun, { ...state, records: nonEmpty({ ...state.records, previous, since, secretSettings }) });
  }

  /**
   * Records the collection as the program received it from the engine, unless it is known already:
   * outputs that were read are newer.
   */
  recordUnlessKnown(noun: Noun, state: Declared): void {
    if (this.get(noun, state.identity) === undefined) this.record(noun, state);
  }

  /**
   * Records the collection as check has it. Check has only the old inputs, which count only if
   * nothing better is known.
   */
  recordAssumed(noun: Noun, state: Declared): void {
    if (this.#collections.has(noun, state.identity)) return;
    this.#assumed.set(noun, state.identity, true);
    this.#set(noun, state);
  }

  /** Records which settings are secret in collections of the state, by identity. */
  recordSecrets(noun: Noun, secrets: Record<string, readonly string[]>): void {
    for (const [identity, names] of Object.entries(secrets)) this.#secrets.set(noun, identity, names);
  }

  /** What the stack's state has of a collection; undefined if it has nothing. */
  get(noun: Noun, identity: string): Declared | undefined {
    return this.#collections.get(noun, identity);
  }

  /**
   * When this stack took over a collection that already existed, according to the older of its
   * states. If no other state is known, the given state decides.
   */
  since(noun: Noun, { identity, records }: Declared): number | undefined {
    const known = this.#assumed.has(noun, identity) ? undefined : this.get(noun, identity);
    return known === undefined ? records.since : known.records.since;
  }

  /** The secret settings of a collection as it is. */
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

/**
 * Whether a state is older than another. Without `since`, New created the collection, and that was
 * before any adoption.
 */
function isElder(one: Declared, other: Declared): boolean {
  return (one.records.since ?? 0) < (other.records.since ?? 0);
}
