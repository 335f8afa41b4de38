import { identityKey } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { CollectionMap } from "./collectionMap";

/** Stands for an identity that the class does not know yet. */
export const identifiedLater = "?";

/** What the program declares, and what it reads by `get`, as far as this process has heard. */
export class Declarations {
  readonly #values = new CollectionMap<Values>();
  readonly #marks = new CollectionMap<string>();
  readonly #read = new CollectionMap<true>();
  readonly #unidentified = new Set<Noun>();
  readonly #proxies = new Set<string>();
  readonly #webServices = new Set<string>();

  /** Takes what the program declares of a collection. */
  record(noun: Noun, identity: string, values: Values): void {
    this.#values.set(noun, identity, values);
  }

  /** Undefined where the program does not declare it. */
  valuesOf(noun: Noun, identity: string): Values | undefined {
    return this.#values.get(noun, identity);
  }

  /**
   * Takes by which resource the program declares a collection; answers another one that does, too.
   */
  recordMark(noun: Noun, identity: string, mark: string): string | undefined {
    const known = this.#marks.get(noun, identity);
    if (known === undefined) this.#marks.set(noun, identity, mark);
    return known === mark ? undefined : known;
  }

  /** Takes that the program declares a collection whose identity is not known yet, in a preview. */
  recordUnidentified(noun: Noun): void {
    this.#unidentified.add(noun);
  }

  /** Whether it does: what it does not declare it may declare all the same. */
  hasUnidentified(noun: Noun): boolean {
    return this.#unidentified.has(noun);
  }

  /** Takes that the program reads a collection by `get`. */
  recordRead(noun: Noun, identity: string): void {
    this.#read.set(noun, identity, true);
  }

  isRead(noun: Noun, identity: string): boolean {
    return this.#read.has(noun, identity);
  }

  /**
   * Takes what a resource's class tells of collections that this process has not checked yet:
   * identities in lower case, those of proxies with blanks between them, of Web Services also
   * `identifiedLater`.
   */
  recordTold({ proxies, webServices }: { proxies: string; webServices: readonly string[] }): void {
    for (const identity of proxies.split(" ")) this.#proxies.add(identity);
    for (const identity of webServices) this.#webServices.add(identity);
  }

  /**
   * Whether the program declares a collection of Web Services, or may: one whose identity its class
   * does not know yet may turn out to be it.
   */
  mayDeclareWebService(identity: string): boolean {
    return [identityKey(identity), identifiedLater].some((one) => this.#webServices.has(one));
  }

  /** Whether the program declares a proxy collection. */
  declaresProxy(identity: string): boolean {
    return this.#proxies.has(identityKey(identity));
  }
}

/** How it is told that two resources declare one identity. */
export function declaredTwice(one: string, other: string, identity: string): string {
  return `"${one}" and "${other}" declare one and the same identity, "${identity}": declare it once`;
}
