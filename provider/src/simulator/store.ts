import { statSync, utimesSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Noun } from "../configurations/noun";
import { nouns } from "../configurations/nouns";
import { decodeJson, parseJson } from "../jsonText";
import { CmdletFailure } from "./cmdletFailure";
import { defaultOf } from "./defaults";
import { codeOf } from "./errorCode";
import { fileBeside, readFileIfAny, removeFile, replaceFile } from "./files";
import type { HeldLock } from "./heldLock";
import { withLock } from "./lock";
import { Original } from "./original";
import { inOrder, placed, without } from "./placed";
import { stateProblems } from "./stateProblems";
import { Collections, type Stored } from "./storedCollections";

const maxLagMilliseconds = 60_000;

/**
 * What a simulated deployment has stored: by noun, by identity. A change makes another one, so that
 * whoever has it may keep it.
 */
type State = Record<string, Record<string, Stored>>;

/** What the file holds; no bytes where there is none. */
interface Content {
  bytes: Buffer | undefined;
  state: State;
  /** What it says of itself. */
  about: unknown;
}

const nothing: Content = { bytes: undefined, state: {}, about: undefined };

const mark = "Stored by the simulated deployment of pulumi-lync. Edit it to play drift; delete it to start afresh.";

/**
 * The state of a simulated deployment: the file `<name>.state.json` beside its topology. Each
 * cmdlet sees it as it is, and a change replaces it in one step, under a lock, so that processes
 * that share it lose nothing of each other's. What is put back is put back byte for byte: a text
 * that the store did not write is kept beside it, as `<name>.state.json.original`, until what is
 * stored is again what it says; and so is the file's absence.
 */
export class Store {
  readonly #topologyFile: string;
  readonly #nouns: readonly Noun[];
  readonly #file: string;
  readonly #original: Original;
  /** What this process wrote last. */
  #written: Buffer | undefined;
  /** What was stored before this process's recent changes. */
  #changes: { at: number; before: State }[] = [];
  /**
   * What the file held when it was last read or written: the same text is not parsed again for
   * every cmdlet.
   */
  #last: Content = nothing;
  /** How the file looked then. */
  #seen: string | undefined;

  /** @param known the nouns that it stores collections of. */
  constructor(topologyFile: string, known: readonly Noun[] = nouns) {
    this.#topologyFile = topologyFile;
    this.#nouns = known;
    this.#file = fileBeside(topologyFile, "state");
    this.#original = new Original(this.#file);
  }

  /**
   * All collections of a noun that are stored, by identity; as they were so many seconds ago, where
   * this process remembers that.
   */
  collections(noun: Noun, lagSeconds = 0): Record<string, Stored> {
    const earliest = Date.now() - lagSeconds * 1000;
    const lagging = this.#changes.find(({ at }) => at > earliest);
    const state = lagging === undefined ? this.#current().state : lagging.before;
    return state[noun.cs] ?? {};
  }

  /**
   * When something was last stored. While nothing is, the topology's file tells: it is as old as
   * the deployment, or as the state file's going.
   */
  lastWritten(): Date {
    return (statSync(this.#file, { throwIfNoEntry: false }) ?? statSync(this.#topologyFile)).mtime;
  }

  /**
   * Changes the collections of a noun. If the lock is taken away before the change is made, the
   * work is done again, on what is stored then.
   */
  change(noun: Noun, work: (collections: Collections) => void): void {
    const before = withLock(this.#file, (held) => {
      const content = this.#read();
      const { state } = content;
      const collections = new Collections(noun, state[noun.cs] ?? {});
      work(collections);
      const isEmpty = Object.keys(collections.section).length === 0;
      const changed = isEmpty ? without(state, noun.cs) : placed(state, [noun.cs, collections.section], inOrder);
      if (!isDeepStrictEqual(changed, state)) this.#write(held, changed, content);
      return state;
    });
    this.#remember(before);
  }

  #remember(before: State): void {
    const now = Date.now();
    this.#changes = [...this.#changes.filter(({ at }) => now - at < maxLagMilliseconds), { at: now, before }];
  }

  /**
   * What the file holds, read where it looks another than the last time. A change reads always:
   * within a tick of the file system's clock two files may look alike.
   */
  #current(): Content {
    return this.#seen !== undefined && this.#seen === looksOf(this.#file) ? this.#last : this.#read();
  }

  #read(): Content {
    // Before the text: what changes in between is seen the next time. And kept after it: a text
    // that cannot be read is to fail again.
    const looks = looksOf(this.#file);
    const bytes = readFileIfAny(this.#file);
    if (!isSameBytes(bytes, this.#last.bytes)) this.#last = bytes === undefined ? nothing : this.#parse(bytes, this.#file);
    this.#seen = looks;
    return this.#last;
  }

  #write(held: HeldLock, state: State, before: Content): void {
    const kept = this.#kept(held, before);
    // What says the same as the kept text in other letters was written by hand since then.
    const isTheirs = kept === undefined ? !this.#isOwn(before) : this.#isSame(before.state, kept.state);
    if (isTheirs && before.bytes !== undefined) this.#original.keep(held, before.bytes);
    try {
      this.#replace(held, state, { before, original: isTheirs ? before : kept });
    } catch (error) {
      if (isTheirs) this.#original.forget(held);
      throw error;
    }
  }

  /** The text that was kept; whoever deleted the state file starts afresh. */
  #kept(held: HeldLock, { bytes }: Content): Content | undefined {
    if (bytes === undefined) this.#original.forget(held);
    const kept = this.#original.read();
    return kept === undefined ? undefined : this.#parse(kept, this.#original.file);
  }

  /** Whether the store wrote what the file holds: then undoing what came after gives it back. */
  #isOwn({ bytes, state, about }: Content): boolean {
    if (bytes === undefined || isSameBytes(bytes, this.#written)) return true;
    return about === mark && Object.keys(state).length > 0 && isSameBytes(bytes, Buffer.from(stringify({ about, ...state }, undefined)));
  }

  /**
   * Makes the file say a state: the original where that says it, and no file where there was none
   * before the store's own. That makes the change. Nothing after it may fail because the lock was
   * taken away: the change would be made twice.
   */
  #replace(held: HeldLock, state: State, { before, original }: { before: Content; original: Content | undefined }): void {
    // To be read again: another process may write it before this one can look at its own text.
    this.#seen = undefined;
    if (original?.bytes !== undefined && this.#isSame(state, original.state)) {
      replaceFile(held, this.#file, { content: original.bytes });
      this.#forgetOriginal(held);
      return;
    }
    const about = before.bytes === undefined ? mark : before.about;
    if (Object.keys(state).length === 0 && about === mark) {
      removeFile(held, this.#file);
      this.#touchTopology();
      this.#forgetOriginal(held);
      return;
    }
    const text = stringify({ about, ...state }, before.bytes);
    replaceFile(held, this.#file, { content: text });
    this.#last = { bytes: Buffer.from(text), state, about };
    this.#written = this.#last.bytes;
  }

  /** Forgets the original, which the state file no longer needs. */
  #forgetOriginal(held: HeldLock): void {
    try {
      this.#original.forget(held);
    } catch (error) {
      // Whoever took the lock for a change of its own needs it again.
      if (!held.isTakenAway()) throw error;
    }
  }

  #parse(bytes: Buffer, file: string): Content {
    let parsed: unknown;
    try {
      parsed = parseJson(bytes);
    } catch (error) {
      throw bad(file, (error as Error).message);
    }
    const problems = stateProblems(parsed, this.#nouns);
    if (problems.length > 0) throw bad(file, problems.join("; "));
    const { about, ...state } = parsed as State & { about?: unknown };
    return { bytes, state, about };
  }

  /** Whether two states say the same of every collection. */
  #isSame(one: State, other: State): boolean {
    return isDeepStrictEqual(this.#withoutDefaults(one), this.#withoutDefaults(other));
  }

  /**
   * What a person may write, and the store does not: a setting at its default, a global collection
   * without any, a noun without collections.
   */
  #withoutDefaults(state: State): State {
    const sections = this.#nouns.map((noun) => {
      const collections = Object.entries(state[noun.cs] ?? {}).map(([identity, settings]) => {
        const set = Object.entries(settings).filter(([name, value]) => !isDeepStrictEqual(value, defaultOf(noun, name)));
        return [identity, Object.fromEntries(set)] as const;
      });
      return [
        noun.cs,
        Object.fromEntries(collections.filter(([identity, set]) => identity !== "Global" || Object.keys(set).length > 0)),
      ] as const;
    });
    return Object.fromEntries(sections.filter(([, section]) => Object.keys(section).length > 0));
  }

  // That something was written now has to be remembered without a file of its own: an undone
  // deployment is to leave nothing behind.
  #touchTopology(): void {
    const now = new Date();
    try {
      utimesSync(this.#topologyFile, now, now);
    } catch (error) {
      // Somebody else's file, or none any more: then nobody can tell when this was.
      if (!["EPERM", "EACCES", "EROFS", "ENOENT"].includes(codeOf(error) ?? "")) throw error;
    }
  }
}

/**
 * What tells one text of a file from the next, without reading it; undefined where there is no
 * file.
 */
function looksOf(file: string): string | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(" ");
}

function bad(file: string, why: string): CmdletFailure {
  const sentence = why.endsWith("?") ? why : `${why}.`;
  return new CmdletFailure(
    { category: "InvalidData", id: "StateFile" },
    `The state file ${file} cannot be used: ${sentence} Mend the file, or delete it to start afresh.`,
    file,
  );
}

function isSameBytes(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

/** The text of a state, with the indentation and the end of the text that it replaces. */
function stringify(state: object, replaced: Buffer | undefined): string {
  const before = replaced === undefined ? "{\n  }\n" : decodeJson(replaced);
  const indentation = /^\s*\{\r?\n([ \t]+)/.exec(before)?.[1] ?? 0;
  return JSON.stringify(state, undefined, indentation) + before.slice(before.trimEnd().length);
}
