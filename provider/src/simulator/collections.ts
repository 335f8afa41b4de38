import { canonicalIdentity, identityKey, InvalidIdentity, parseIdentity } from "../configurations/identity";
import type { CsListChange, CsMade, CsType } from "../configurations/csValue";
import { parametersOf, type Noun } from "../configurations/noun";
import type { Setting } from "../configurations/setting";
import {
  aSwitch,
  identity as anIdentity,
  mandatory,
  parameters,
  string,
  textOf,
  type Cmdlet,
  type CsObject,
  type Parameter,
  type Returned,
} from "./cmdlet";
import { CmdletFailure, nobodyAnswers } from "./cmdletFailure";
import { defaultOf } from "./defaults";
import { makeObject } from "./binding";
import { servicesOf } from "./roles";
import { findKey, type Store, type Stored } from "./store";
import type { Topology } from "./topology";
import { unverified } from "./unverified";
import { InvalidWildcard, matchesWildcard } from "./wildcard";

/** New, Get, Set and Remove of one noun. */
export function collectionCmdlets(noun: Noun, topology: Topology, store: Store): Cmdlet[] {
  const settings = settingsOf(noun, topology.serverVersion);
  const parametersFor = (verb: "New" | "Set"): Record<string, Parameter> => {
    const taken = [...settings].filter(([, { cmdlets }]) => verb === "Set" || cmdlets === undefined);
    return Object.fromEntries(taken.map(([name, { csType }]) => [name, settingParameter(csType, verb)]));
  };
  const returns: Returned = {
    class: noun.type,
    properties: { Identity: { name: "Identity" }, ...Object.fromEntries([...settings].map(([name, { csType }]) => [name, csType])) },
  };

  const answer = (identity: string, stored: Stored): CsObject => ({
    Identity: identity,
    ...Object.fromEntries([...settings.keys()].map((name) => [name, name in stored ? stored[name] : defaultOf(noun, name)])),
  });

  const list = (lagSeconds: number): CsObject[] => {
    const stored = store.collections(noun, lagSeconds);
    const all = [answer("Global", {}), ...Object.entries(stored).map(([name, values]) => answer(canonical(noun, name), values))];
    // The stored global collection is the second of its name, and it holds.
    return [...new Map(all.map((object) => [identityKey(String(object.Identity)), object])).values()];
  };

  // Not by the list: every write ends with a Get, and all of them together would take the square of the collections.
  const find = (identity: string, lagSeconds: number): CsObject[] => {
    const stored = store.collections(noun, lagSeconds);
    const key = findKey(stored, identity);
    if (key === undefined && identity !== "Global") throw noCollection(noun, identity);
    return [answer(key === undefined ? identity : canonical(noun, key), stored[key ?? identity] ?? {})];
  };

  /** What is to be stored of bound values; what is at its default is not: so undoing a change restores the file as it was. */
  const changesOf = (bound: Record<string, unknown>, stored: Stored): Stored => {
    const changes: Stored = {};
    for (const [name, setting] of settings) {
      const given = bound[name];
      const isList = setting.csType.name === "PSListModifier";
      // Null empties a list. For anything else it says nothing, and the setting stays as it is.
      if (given === undefined || (given === null && !isList)) continue;
      const value = isList ? changedList(given, stored[name]) : given;
      changes[name] = sameJson(value, defaultOf(noun, name)) ? undefined : value;
    }
    return changes;
  };

  return [
    {
      name: `Get-${noun.cs}`,
      parameters: parameters({ Identity: { ...anIdentity, set: "Identity" }, Filter: { ...string, set: "Filter" }, LocalStore: aSwitch }),
      defaultSet: "Identity",
      returns,
      run({ Identity, Filter }, { lagSeconds }) {
        if (Identity !== undefined) return find(canonical(noun, textOf(Identity)), lagSeconds);
        if (Filter === undefined) return list(lagSeconds);
        return list(lagSeconds).filter((object) => isWanted(String(object.Identity), textOf(Filter)));
      },
    },
    {
      name: `New-${noun.cs}`,
      parameters: parameters({ Identity: mandatory(anIdentity), InMemory: aSwitch, Force: aSwitch, ...parametersFor("New") }),
      asks: true,
      returns,
      run(bound) {
        const identity = canonical(noun, textOf(bound.Identity));
        if (identity === "Global" && bound.InMemory !== true) {
          throw new CmdletFailure(
            unverified.errors.globalAlwaysExists,
            "A global collection always exists; use Set to change it.",
            identity,
          );
        }
        requireScope(noun, identity, topology);
        const changes = changesOf(bound, {});
        if (bound.InMemory === true) return [answer(identity, withoutUndefined(changes))];
        if (!shouldProcess(bound)) return [];
        let made: Stored = {};
        store.change(noun, (collections) => {
          if (collections.find(identity) !== undefined) {
            throw new CmdletFailure(unverified.errors.alreadyExists, `A collection of "${identity}" exists already.`, identity);
          }
          made = collections.put(identity, changes);
        });
        return [answer(identity, made)];
      },
    },
    {
      name: `Set-${noun.cs}`,
      parameters: parameters({ Identity: anIdentity, Force: aSwitch, ...parametersFor("Set") }),
      asks: true,
      run(bound) {
        // Without an identity, Set changes the global collection.
        const identity = canonical(noun, bound.Identity === undefined ? "global" : textOf(bound.Identity));
        store.change(noun, (collections) => {
          const stored = collections.find(identity);
          if (stored === undefined && identity !== "Global") throw noCollection(noun, identity);
          if (!shouldProcess(bound)) return;
          collections.put(identity, changesOf(bound, stored ?? {}));
          if (identity === "Global" && Object.keys(collections.find(identity) ?? {}).length === 0) collections.remove(identity);
        });
        return [];
      },
    },
    {
      name: `Remove-${noun.cs}`,
      parameters: parameters({ Identity: mandatory(anIdentity), Force: aSwitch }),
      asks: true,
      run(bound) {
        const identity = canonical(noun, textOf(bound.Identity));
        store.change(noun, (collections) => {
          // At global scope this removes nothing and resets every property, which is to store none.
          if (collections.find(identity) === undefined && identity !== "Global") throw noCollection(noun, identity);
          if (shouldProcess(bound)) collections.remove(identity);
        });
        return [];
      },
    },
  ];
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
  // A class and an interface can be null anyway.
  return { type, isNullable: verb === "Set" && type.name !== "String" && type.name !== "IRealmChoice" };
}

/** A list after a change, as PowerShell's own PSListModifier applies it: an empty one changes nothing, and next to Replace nothing else counts. */
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

function requireScope(noun: Noun, text: string, { sites }: Topology): void {
  const identity = parseIdentity(text, noun);
  const isThere =
    identity.scope === "global" ||
    (identity.scope === "site" && sites.some(({ name }) => identityKey(name) === identityKey(identity.site))) ||
    (identity.scope === "service" &&
      sites.some(({ pools }) =>
        pools.some(({ fqdn, role }) => identityKey(fqdn) === identityKey(identity.pool) && servicesOf(role).includes(identity.service)),
      ));
  if (!isThere) throw new CmdletFailure(unverified.errors.noScope, `The deployment has no "${text}".`, text);
}

function canonical(noun: Noun, identity: string): string {
  try {
    return canonicalIdentity(identity, noun);
  } catch (error) {
    if (!(error instanceof InvalidIdentity)) throw error;
    throw new CmdletFailure(unverified.errors.badIdentity, error.message, identity);
  }
}

/** Whether the cmdlet is to do its work. Nobody is there to confirm it. */
function shouldProcess({ WhatIf, Confirm }: Record<string, unknown>): boolean {
  if (WhatIf === true) return false;
  if (Confirm === true) throw nobodyAnswers();
  return true;
}

function noCollection(noun: Noun, identity: string): CmdletFailure {
  return new CmdletFailure(unverified.errors.noCollection, `There is no ${noun.cs} of "${identity}".`, identity);
}

function isWanted(identity: string, filter: string): boolean {
  try {
    return matchesWildcard(identity, filter);
  } catch (error) {
    if (!(error instanceof InvalidWildcard)) throw error;
    throw new CmdletFailure(unverified.errors.badFilter, error.message, filter);
  }
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function withoutUndefined(values: Stored): Stored {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
