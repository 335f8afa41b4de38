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
 * What a simulated deployment has stored, by noun and identity. It is never modified: a change
 * makes a new object.
 */
type State = Record<string, Record<string, Stored>>;

/** The content of the state file. */
interface Content {
  /** The bytes of the file; undefined if there is no file. */
  bytes: Buffer | undefined;
  state: State;
  /** The value of its `about` key. */
  about: unknown;
}

const nothing: Content = { bytes: undefined, state: {}, about: undefined };

const mark = "Stored by the simulated deployment of pulumi-lync. Edit it to simulate drift; delete it to start again.";

/**
 * The state of a simulated deployment, in the file `<name>.state.json` next to its topology file.
 * Each cmdlet sees the present content of the file. A change replaces the file in one step, under a
 * lock, so that processes that share it do not lose each other's changes.
 *
 * When all changes are undone, the file is restored byte for byte. For this, a text that the store
 * did not write is kept next to it as `<name>.state.json.original` until the stored state is the
 * same again. If there was no file before, the file is removed again.
 */
export class Store {
  readonly #topologyFile: string;
  readonly #nouns: readonly Noun[];
  readonly #file: string;
  readonly #original: Original;
  /** The bytes that this process wrote last. */
  #written: Buffer | undefined;
  /** The states before the recent changes of this process. */
  #changes: { at: number; before: State }[] = [];
  /**
   * The content of the file when it was last read or written, so that the same text is not parsed
   * again for every cmdlet.
   */
  #last: Content = nothing;
  /** The result of `looksOf` for that content. */
  #seen: string | undefined;

  /** @param known the nouns whose collections it stores. */
  constructor(topologyFile: string, known: readonly Noun[] = nouns) {
    this.#topologyFile = topologyFile;
    this.#nouns = known;
    this.#file = fileBeside(topologyFile, "state");
    this.#original = new Original(this.#file);
  }

  /**
   * All stored collections of a noun, by identity. With `lagSeconds`, as they were that many
   * seconds ago, if this process made the changes since then.
   */
  collections(noun: Noun, lagSeconds = 0): Record<string, Stored> {
    const earliest = Date.now() - lagSeconds * 1000;
    const lagging = this.#changes.find(({ at }) => at > earliest);
    const state = lagging === undefined ? this.#current().state : lagging.before;
    return state[noun.cs] ?? {};
  }

  /**
   * When something was last stored. Without a state file, the time of the topology file is used. It
   * is the time when the deployment was made, or when the state file was removed.
   */
  lastWritten(): Date {
    return (statSync(this.#file, { throwIfNoEntry: false }) ?? statSync(this.#topologyFile)).mtime;
  }

  /**
   * Changes the collections of a noun. If the lock is taken away before the change is made, the
   * work is repeated with the state that is stored then.
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
   * The content of the file, which is read again only if the file looks different. A change always
   * reads the file, because two files of the same clock tick may look alike.
   */
  #current(): Content {
    return this.#seen !== undefined && this.#seen === looksOf(this.#file) ? this.#last : this.#read();
  }

  #read(): Content {
    // The looks are taken before the file is read, so that a change in between is seen next time.
    // They are stored after it, so that a file that cannot be read fails again.
    const looks = looksOf(this.#file);
    const bytes = readFileIfAny(this.#file);
    if (!isSameBytes(bytes, this.#last.bytes)) this.#last = bytes === undefined ? nothing : this.#parse(bytes, this.#file);
    this.#seen = looks;
    return this.#last;
  }

  #write(held: HeldLock, state: State, before: Content): void {
    const kept = this.#kept(held, before);
    // If the state file has the same meaning as the kept text, a person has written it since then.
    const isTheirs = kept === undefined ? !this.#isOwn(before) : this.#isSame(before.state, kept.state);
    if (isTheirs && before.bytes !== undefined) this.#original.keep(held, before.bytes);
    try {
      this.#replace(held, state, { before, original: isTheirs ? before : kept });
    } catch (error) {
      if (isTheirs) this.#original.forget(held);
      throw error;
    }
  }

  /** The kept original. If the state file was deleted, the original is deleted, too. */
  #kept(held: HeldLock, { bytes }: Content): Content | undefined {
    if (bytes === undefined) this.#original.forget(held);
    const kept = this.#original.read();
    return kept === undefined ? undefined : this.#parse(kept, this.#original.file);
  }

  /** Whether the store wrote the file's text. Then undoing later changes restores it anyway. */
  #isOwn({ bytes, state, about }: Content): boolean {
    if (bytes === undefined || isSameBytes(bytes, this.#written)) return true;
    return about === mark && Object.keys(state).length > 0 && isSameBytes(bytes, Buffer.from(stringify({ about, ...state }, undefined)));
  }

  /**
   * Writes a state. If the original has the same meaning, it is written instead. If the state is
   * empty and there was no file before the store's own, the file is removed.
   *
   * This step makes the change. Nothing after it may fail because the lock was taken away,
   * otherwise the change would be made twice.
   */
  #replace(held: HeldLock, state: State, { before, original }: { before: Content; original: Content | undefined }): void {
    // The file must be read again next time, because another process may write it before this one
    // has taken the looks of its own text.
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

  /** Deletes the original, which the state file no longer needs. */
  #forgetOriginal(held: HeldLock): void {
    try {
      this.#original.forget(held);
    } catch (error) {
      // A process that took the lock away decides for itself whether it needs the original.
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

  /** Whether two states mean the same for every collection. */
  #isSame(one: State, other: State): boolean {
    return isDeepStrictEqual(this.#withoutDefaults(one), this.#withoutDefaults(other));
  }

  /**
   * A state without the parts that a person may write but the store does not: settings at their
   * default, a global collection without settings, and nouns without collections.
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

  // The time of the last write is kept as the time of the topology file. A separate file would
  // remain after all changes of the deployment are undone.
  #touchTopology(): void {
    const now = new Date();
    try {
      utimesSync(this.#topologyFile, now, now);
    } catch (error) {
      // The file belongs to another user, is read-only or was removed. Then the time is lost.
      if (!["EPERM", "EACCES", "EROFS", "ENOENT"].includes(codeOf(error) ?? "")) throw error;
    }
  }
}

/**
 * A text that changes when the file's content changes, found without reading the file. Undefined if
 * there is no file.
 */
function looksOf(file: string): string | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(" ");
}

function bad(file: string, why: string): CmdletFailure {
  const sentence = why.endsWith("?") ? why : `${why}.`;
  return new CmdletFailure(
    { category: "InvalidData", id: "StateFile" },
    `The state file ${file} cannot be used: ${sentence} Correct the file, or delete it to start again.`,
    file,
  );
}

function isSameBytes(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

/** The JSON text of a state, with the indentation and the last line end of the replaced text. */
function stringify(state: object, replaced: Buffer | undefined): string {
  const before = replaced === undefined ? "{\n  }\n" : decodeJson(replaced);
  const indentation = /^\s*\{\r?\n([ \t]+)/.exec(before)?.[1] ?? 0;
  return JSON.stringify(state, undefined, indentation) + before.slice(before.trimEnd().length);
}
