import { commandText } from "../cmdlets/commandText";
import { identityKey, isGlobal } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { LyncError } from "../errors";
import { collectionOf, getCall } from "./calls";
import type { Collection } from "./deployment";
import type { Read } from "./directory";

// A refresh of a thousand resources takes the engine about a minute.
const maxAgeMilliseconds = 60_000;

interface Entry {
  fetchedAt: number;
  collections: Promise<Map<string, Collection>>;
  /** What writes found after the fetch began: `"unknown"` after a write with an unknown outcome. */
  written: Map<string, Collection | "absent" | "unknown">;
}

/**
 * All collections of each noun. One unfiltered Get serves all callers for at most a minute.
 *
 * Only a whole listing shows that a collection is absent: a Get with the identity of an absent
 * collection raises an error, and a filter is a wildcard pattern.
 */
export class Listing {
  readonly #fetch: (noun: Noun) => Promise<Collection[]>;
  readonly #entries = new Map<Noun, Entry>();

  constructor(fetch: (noun: Noun) => Promise<Collection[]>) {
    this.#fetch = fetch;
  }

  /** The collection, or undefined if there is none. Throws if the listing fails. */
  async find(noun: Noun, identity: string): Promise<Collection | undefined> {
    const key = identityKey(identity);
    let entry = this.#current(noun);
    if (entry.written.get(key) === "unknown") entry = this.#refresh(noun);
    const listed = (await entry.collections).get(key);
    const written = entry.written.get(key);
    return written === undefined || written === "unknown" ? listed : written === "absent" ? undefined : written;
  }

  /** All collections, including those that later writes found. Throws if the listing fails. */
  async list(noun: Noun): Promise<Collection[]> {
    let entry = this.#current(noun);
    if ([...entry.written.values()].includes("unknown")) entry = this.#refresh(noun);
    const all = new Map<string, Collection | "absent" | "unknown">([...(await entry.collections), ...entry.written]);
    return [...all.values()].filter((one) => typeof one !== "string");
  }

  /** The collection as last seen, without a new Get. Undefined if it was not seen. */
  async seen(noun: Noun, identity: string): Promise<Collection | undefined> {
    const entry = this.#entries.get(noun);
    const key = identityKey(identity);
    const written = entry?.written.get(key);
    if (written === "absent" || written === "unknown") return undefined;
    return written ?? (await entry?.collections)?.get(key);
  }

  /**
   * Records the collection that a write found, that the write removed it (`"absent"`), or that the
   * outcome is not known (`"unknown"`).
   */
  record(noun: Noun, identity: string, found: Collection | "absent" | "unknown"): void {
    this.#entries.get(noun)?.written.set(identityKey(identity), found);
  }

  #current(noun: Noun): Entry {
    const entry = this.#entries.get(noun);
    return entry !== undefined && Date.now() - entry.fetchedAt < maxAgeMilliseconds ? entry : this.#refresh(noun);
  }

  #refresh(noun: Noun): Entry {
    const collections = this.#fetch(noun).then((all) => new Map(all.map((one) => [identityKey(one.identity), one])));
    const entry: Entry = { fetchedAt: Date.now(), collections, written: new Map() };
    this.#entries.set(noun, entry);
    // A failed listing is not kept, so the next caller fetches again.
    collections.catch(() => {
      if (this.#entries.get(noun) === entry) this.#entries.delete(noun);
    });
    return entry;
  }
}

/**
 * All collections of a noun. The global collection always exists, so a listing without it is
 * incomplete and cannot show that any collection is absent.
 */
export async function readCollections(read: Read, noun: Noun): Promise<Collection[]> {
  const call = getCall(noun);
  const collections = (await read(call)).map((object) => collectionOf(noun, object));
  if (collections.some(({ identity }) => isGlobal(identity))) return collections;
  const cmdlet = commandText(call);
  const message = `${cmdlet} returned ${String(collections.length)} collections without the global one, which always exists`;
  throw new LyncError(`${message}. The list is incomplete, so it is unknown which collections exist.`, { kind: "badAnswer", cmdlet });
}
