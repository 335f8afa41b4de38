import { commandText } from "../cmdlets/commandText";
import { identityKey, isGlobal } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { LyncError } from "../errors";
import { collectionOf, getCall } from "./calls";
import type { Collection } from "./deployment";
import type { Read } from "./directory";

// A refresh of a thousand resources takes the engine a minute.
const maxAgeMilliseconds = 60_000;

interface Entry {
  fetchedAt: number;
  collections: Promise<Map<string, Collection>>;
  /**
   * What writes found since the fetch began; a write whose outcome is not known leaves `"unknown"`.
   */
  written: Map<string, Collection | "absent" | "unknown">;
}

/**
 * All collections of each noun, from one unfiltered Get that is shared by all who ask while it is
 * fetched, and for at most a minute. A Get with an identity raises an error where there is none,
 * and a filter is a wildcard: only a whole listing tells that one is absent.
 */
export class Listing {
  readonly #fetch: (noun: Noun) => Promise<Collection[]>;
  readonly #entries = new Map<Noun, Entry>();

  constructor(fetch: (noun: Noun) => Promise<Collection[]>) {
    this.#fetch = fetch;
  }

  /**
   * The collection, or undefined where there is none. A listing that failed is an error, and is not
   * kept.
   */
  async find(noun: Noun, identity: string): Promise<Collection | undefined> {
    const key = identityKey(identity);
    let entry = this.#current(noun);
    if (entry.written.get(key) === "unknown") entry = this.#refresh(noun);
    const listed = (await entry.collections).get(key);
    const written = entry.written.get(key);
    return written === undefined || written === "unknown" ? listed : written === "absent" ? undefined : written;
  }

  /**
   * All collections, those included that writes found since. A listing that failed is an error, and
   * is not kept.
   */
  async list(noun: Noun): Promise<Collection[]> {
    let entry = this.#current(noun);
    if ([...entry.written.values()].includes("unknown")) entry = this.#refresh(noun);
    const all = new Map<string, Collection | "absent" | "unknown">([...(await entry.collections), ...entry.written]);
    return [...all.values()].filter((one) => typeof one !== "string");
  }

  /** The collection as it was seen last, without asking; undefined where it was not. */
  async seen(noun: Noun, identity: string): Promise<Collection | undefined> {
    const entry = this.#entries.get(noun);
    const key = identityKey(identity);
    const written = entry?.written.get(key);
    if (written === "absent" || written === "unknown") return undefined;
    return written ?? (await entry?.collections)?.get(key);
  }

  /**
   * Takes over what a write found, or that it removed the collection, or that nobody knows what
   * became of it.
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
    collections.catch(() => {
      if (this.#entries.get(noun) === entry) this.#entries.delete(noun);
    });
    return entry;
  }
}

/**
 * All collections of a noun. The global one always exists: a listing without it is not whole, and
 * tells of nothing that it is absent.
 */
export async function readCollections(read: Read, noun: Noun): Promise<Collection[]> {
  const call = getCall(noun);
  const collections = (await read(call)).map((object) => collectionOf(noun, object));
  if (collections.some(({ identity }) => isGlobal(identity))) return collections;
  const cmdlet = commandText(call);
  const message = `${cmdlet} answered ${String(collections.length)} collections, and the global one, which always exists, is not among them`;
  throw new LyncError(`${message}. Nobody can tell from that which there are`, { kind: "badAnswer", cmdlet });
}
