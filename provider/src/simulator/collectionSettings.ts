import type { CsListChange, CsMade, CsType } from "../configurations/csValue";
import { parametersOf, type Noun } from "../configurations/noun";
import type { Setting } from "../configurations/setting";
import { makeObject } from "./binding";
import type { CsObject, Parameter, Returned } from "./cmdlet";
import { defaultOf } from "./defaults";
import type { Stored } from "./storedCollections";
import type { Topology } from "./topology";

/**
 * The settings of one noun that the module of a server version has. It knows which of them the
 * cmdlets take, store and return.
 */
export class CollectionSettings {
  readonly #noun: Noun;
  /** The settings by parameter name. */
  readonly #settings: ReadonlyMap<string, Setting>;

  constructor(noun: Noun, version: Topology["serverVersion"]) {
    this.#noun = noun;
    this.#settings = settingsOf(noun, version);
  }

  /** The parameters of New or Set for the settings. */
  parametersFor(verb: "New" | "Set"): Record<string, Parameter> {
    const taken = [...this.#settings].filter(([, { cmdlets }]) => verb === "Set" || cmdlets === undefined);
    return Object.fromEntries(taken.map(([name, { csType }]) => [name, settingParameter(csType, verb)]));
  }

  /** The objects that Get and New return. */
  get returned(): Returned {
    const properties = Object.fromEntries([...this.#settings].map(([name, { csType }]) => [name, csType]));
    return { class: this.#noun.type, properties: { Identity: { name: "Identity" }, ...properties } };
  }

  /** The object that is returned for a collection. */
  answer(identity: string, stored: Stored): CsObject {
    const values = [...this.#settings.keys()].map((name) => [name, name in stored ? stored[name] : defaultOf(this.#noun, name)] as const);
    return { Identity: identity, ...Object.fromEntries(values) };
  }

  /**
   * The changes to store for bound values. A value that equals its default becomes undefined and is
   * not stored, so that undoing a change restores the file.
   */
  changes(bound: Record<string, unknown>, stored: Stored): Stored {
    const changes: Stored = {};
    for (const [name, setting] of this.#settings) {
      const given = bound[name];
      const isList = setting.csType.name === "PSListModifier";
      // Null empties a list. Any other setting keeps its value.
      if (given === undefined || (given === null && !isList)) continue;
      const value = isList ? changedList(given, stored[name]) : given;
      changes[name] = sameJson(value, defaultOf(this.#noun, name)) ? undefined : value;
    }
    return changes;
  }
}

/** The settings that the module of this server version has, by parameter name. */
function settingsOf(noun: Noun, version: Topology["serverVersion"]): Map<string, Setting> {
  const year = version === "SE" ? 2019 : version;
  const entries = [...parametersOf(noun)].flatMap(([property, name]) => {
    const setting = noun.settings[property];
    return setting !== undefined && setting.since <= year ? [[name, setting] as const] : [];
  });
  return new Map(entries);
}

function settingParameter(type: CsType, verb: "New" | "Set"): Parameter {
  if (type.name === "PSListModifier") return { type: { name: verb === "New" ? "Objects" : "Hashtable", element: type.element } };
  // The types of texts and realms can always be null.
  return { type, isNullable: verb === "Set" && type.name !== "String" && type.name !== "IRealmChoice" };
}

/**
 * A list after a change, as PowerShell's own PSListModifier applies it. An empty change changes
 * nothing. If the change has Replace, Add and Remove are ignored.
 */
function changedList(change: CsListChange | null, stored: unknown): CsObject[] {
  if (change === null) return [];
  const make = (made: CsMade[] | undefined): CsObject[] => (made ?? []).map(makeObject);
  const replaced = make(change.replace);
  if (replaced.length > 0) return replaced;
  const removed = make(change.remove);
  const left = ((stored ?? []) as CsObject[]).filter((item) => !removed.some((other) => sameJson(item, other)));
  const added = make(change.add).filter((item) => !left.some((other) => sameJson(item, other)));
  return [...left, ...added];
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
