import { identityKey } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { CollectionMap } from "./collectionMap";

/** Stands for an identity that the class does not know yet. */
export const identifiedLater = "?";

/** What the program declares, and what it reads with `get`, as far as this process has seen. */
export class Declarations {
  readonly #values = new CollectionMap<Values>();
  readonly #marks = new CollectionMap<string>();
  readonly #read = new CollectionMap<true>();
  readonly #unidentified = new Set<Noun>();
  readonly #proxies = new Set<string>();
  readonly #webServices = new Set<string>();

  /** Records the values that the program declares for a collection. */
  record(noun: Noun, identity: string, values: Values): void {
    this.#values.set(noun, identity, values);
  }

  /** The values that the program declares for a collection; undefined if it does not declare it. */
  valuesOf(noun: Noun, identity: string): Values | undefined {
    return this.#values.get(noun, identity);
  }

  /**
   * Records which resource declares a collection. Returns another resource that declares it, too,
   * if there is one.
   */
  recordMark(noun: Noun, identity: string, mark: string): string | undefined {
    const known = this.#marks.get(noun, identity);
    if (known === undefined) this.#marks.set(noun, identity, mark);
    return known === mark ? undefined : known;
  }

  /**
   * Records that the program declares a collection whose identity is not known yet, in a preview.
   */
  recordUnidentified(noun: Noun): void {
    this.#unidentified.add(noun);
  }

  /**
   * Whether the program declares a collection whose identity is not known yet. Any collection may
   * then turn out to be declared.
   */
  hasUnidentified(noun: Noun): boolean {
    return this.#unidentified.has(noun);
  }

  /** Records that the program reads a collection with `get`. */
  recordRead(noun: Noun, identity: string): void {
    this.#read.set(noun, identity, true);
  }

  isRead(noun: Noun, identity: string): boolean {
    return this.#read.has(noun, identity);
  }

  /**
   * Records what a resource's class sends about collections that this process has not checked yet.
   * The identities are in lower case. Those of proxies are separated by spaces; those of Web
   * Services may include `identifiedLater`.
   */
  recordTold({ proxies, webServices }: { proxies: string; webServices: readonly string[] }): void {
    for (const identity of proxies.split(" ")) this.#proxies.add(identity);
    for (const identity of webServices) this.#webServices.add(identity);
  }

  /**
   * Whether the program declares a collection of Web Services, or may declare it: an identity that
   * its class does not know yet may turn out to be this one.
   */
  mayDeclareWebService(identity: string): boolean {
    return [identityKey(identity), identifiedLater].some((one) => this.#webServices.has(one));
  }

  /** Whether the program declares a proxy collection. */
  declaresProxy(identity: string): boolean {
    return this.#proxies.has(identityKey(identity));
  }
}

/** The message about two resources that declare the same identity. */
export function declaredTwice(one: string, other: string, identity: string): string {
  return `"${one}" and "${other}" declare the same identity, "${identity}". Declare it once.`;
}
