import { readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { identityKey } from "../configurations/identity";
import { parametersOf, type Noun } from "../configurations/noun";
import { fileBeside, replaceFile } from "./files";
import { withLock } from "./lock";

/** The settings that were set in one collection, by parameter name; whatever is at its default is not there. */
export type Stored = Record<string, unknown>;

const maxLagMilliseconds = 60_000;

/** What a simulated deployment has stored: by noun, by identity. A change makes another one, so that whoever has it may keep it. */
type State = Record<string, Record<string, Stored>>;

/** What the file holds; no text where there is none. */
interface Content {
  text: string | undefined;
  state: State;
  /** Whether it says that it is a simulated deployment's. */
  marked: boolean;
}

const mark = "Stored by the simulated deployment of pulumi-lync. Edit it to play drift; delete it to start afresh.";

/**
 * The state of a simulated deployment: the file `<name>.state.json` beside its topology. It is read anew for every cmdlet and replaced in one
 * step, under a lock, so that processes that share it lose nothing of each other's. What is put back is put back byte for byte: indentation,
 * the order of what was there, and the file's absence.
 */
export class Store {
  readonly #topologyFile: string;
  readonly #file: string;
  /** What was stored before this process's recent changes. */
  #changes: { at: number; before: State }[] = [];
  /** What the file held when it was last read or written: the same text is not parsed again for every cmdlet. */
  #last: Content = { text: undefined, state: {}, marked: false };

  constructor(topologyFile: string) {
    this.#topologyFile = topologyFile;
    this.#file = fileBeside(topologyFile, "state");
  }

  /** All collections of a noun that are stored, by identity; as they were so many seconds ago, where this process remembers that. */
  collections(noun: Noun, lagSeconds = 0): Record<string, Stored> {
    const earliest = Date.now() - lagSeconds * 1000;
    const lagging = this.#changes.find(({ at }) => at > earliest);
    const state = lagging === undefined ? this.#read().state : lagging.before;
    return state[noun.cs] ?? {};
  }

  /** When something was last stored. While nothing is, the topology's file tells: it is as old as the deployment, or as the state file's going. */
  lastWritten(): Date {
    return (statSync(this.#file, { throwIfNoEntry: false }) ?? statSync(this.#topologyFile)).mtime;
  }

  /** Changes the collections of a noun. */
  change(noun: Noun, work: (collections: Collections) => void): void {
    withLock(`${this.#file}.lock`, () => {
      const before = this.#read();
      const { state } = before;
      const collections = new Collections(noun, state[noun.cs] ?? {});
      work(collections);
      const isEmpty = Object.keys(collections.section).length === 0;
      this.#remember(state);
      const changed = isEmpty ? without(state, noun.cs) : placed(state, noun.cs, collections.section, inOrder);
      this.#write(changed, before);
    });
  }

  #remember(before: State): void {
    const now = Date.now();
    this.#changes = [...this.#changes.filter(({ at }) => now - at < maxLagMilliseconds), { at: now, before }];
  }

  #read(): Content {
    const text = this.#readText();
    if (text !== this.#last.text) this.#last = parse(text, this.#file);
    return this.#last;
  }

  #readText(): string | undefined {
    try {
      return readFileSync(this.#file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  #write(state: State, { text: before, marked }: Content): void {
    const isOurs = before === undefined || marked;
    if (isOurs && Object.keys(state).length === 0) {
      if (before !== undefined) this.#removeFile();
      return;
    }
    const text = stringify(isOurs ? { about: mark, ...state } : state, before);
    if (text !== before) replaceFile(this.#file, text);
    this.#last = { text, state, marked: isOurs };
  }

  // That something was written now has to be remembered without a file of its own: an undone deployment is to leave nothing behind.
  #removeFile(): void {
    rmSync(this.#file, { force: true });
    const now = new Date();
    try {
      utimesSync(this.#topologyFile, now, now);
    } catch (error) {
      // Somebody else's file, or none any more: then nobody can tell when this was.
      if (!["EPERM", "EACCES", "EROFS", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

/** The collections of one noun, in a change. Identities ignore case. */
export class Collections {
  readonly #noun: Noun;
  #section: Record<string, Stored>;

  constructor(noun: Noun, section: Record<string, Stored>) {
    this.#noun = noun;
    this.#section = section;
  }

  get section(): Record<string, Stored> {
    return this.#section;
  }

  /** The stored settings of a collection, or undefined where it has none. */
  find(identity: string): Stored | undefined {
    return this.#section[findKey(this.#section, identity) ?? identity];
  }

  /** Changes settings of a collection that is stored, or is to be; `undefined` takes one out: it is at its default. */
  put(identity: string, changes: Stored): void {
    const order = [...parametersOf(this.#noun).values()];
    const isLater = (one: string, other: string): boolean => order.indexOf(one) > order.indexOf(other);
    let settings = this.find(identity) ?? {};
    for (const [name, value] of Object.entries(changes)) {
      settings = value === undefined ? without(settings, name) : placed<unknown>(settings, name, value, isLater);
    }
    const key = findKey(this.#section, identity) ?? identity;
    this.#section = placed(this.#section, key, settings, inOrder);
  }

  remove(identity: string): void {
    this.#section = without(this.#section, findKey(this.#section, identity) ?? identity);
  }
}

/** The stored spelling of an identity. */
export function findKey(section: Record<string, Stored>, identity: string): string | undefined {
  if (Object.hasOwn(section, identity)) return identity;
  const wanted = identityKey(identity);
  return Object.keys(section).find((key) => identityKey(key) === wanted);
}

function parse(text: string | undefined, file: string): Content {
  if (text === undefined) return { text, state: {}, marked: false };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(`the state file ${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new Error(`the state file ${file} holds no object`);
  const { about, ...state } = parsed as State & { about?: unknown };
  return { text, state, marked: about !== undefined };
}

// An entry keeps its place; a new one goes before the first that belongs after it, so that taking it out again restores what was there.
function placed<T>(entries: Record<string, T>, key: string, value: T, isLater: (one: string, other: string) => boolean): Record<string, T> {
  if (Object.hasOwn(entries, key)) return { ...entries, [key]: value };
  const names = Object.keys(entries);
  const later = names.findIndex((name) => isLater(name, key));
  const at = later < 0 ? names.length : later;
  const list = Object.entries(entries);
  return Object.fromEntries([...list.slice(0, at), [key, value], ...list.slice(at)]);
}

function inOrder(one: string, other: string): boolean {
  return one > other;
}

function without<T>(entries: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
}

function stringify(state: object, before: string | undefined): string {
  const indentation = before === undefined ? "  " : (/^\s*\{\r?\n([ \t]+)/.exec(before)?.[1] ?? 0);
  const newline = before === undefined ? "\n" : before.slice(before.trimEnd().length);
  return JSON.stringify(state, undefined, indentation) + newline;
}
