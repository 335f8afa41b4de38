import { canonicalIdentity, identityKey, InvalidIdentity, parseIdentity } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { defined } from "../defined";
import { aSwitch, identity as anIdentity, mandatory, parameters, string, boundText, type Cmdlet, type CsObject } from "./cmdlet";
import { CmdletFailure, nobodyAnswers } from "./cmdletFailure";
import { CollectionSettings } from "./collectionSettings";
import { servicesOf } from "./roles";
import type { Store } from "./store";
import { findKey, type Stored } from "./storedCollections";
import type { Topology } from "./topology";
import { unverified } from "./unverified";
import { InvalidWildcard, matchesWildcard } from "./wildcard";

/** The collections of one noun, as its cmdlets see them. */
interface Scene {
  noun: Noun;
  topology: Topology;
  store: Store;
  settings: CollectionSettings;
}

/** New, Get, Set and Remove of one noun. */
export function collectionCmdlets(noun: Noun, { topology, store }: { topology: Topology; store: Store }): Cmdlet[] {
  const scene = { noun, topology, store, settings: new CollectionSettings(noun, topology.serverVersion) };
  return [getCmdlet(scene), newCmdlet(scene), setCmdlet(scene), removeCmdlet(scene)];
}

function getCmdlet(scene: Scene): Cmdlet {
  const { noun, settings } = scene;
  return {
    name: `Get-${noun.cs}`,
    parameters: parameters({ Identity: { ...anIdentity, set: "Identity" }, Filter: { ...string, set: "Filter" }, LocalStore: aSwitch }),
    defaultSet: "Identity",
    returns: settings.returned,
    run({ Identity, Filter }, { lagSeconds }) {
      if (Identity !== undefined) return find(scene, canonical(noun, boundText(Identity)), lagSeconds);
      const all = list(scene, lagSeconds);
      return Filter === undefined ? all : all.filter((object) => isWanted(String(object.Identity), boundText(Filter)));
    },
  };
}

function list({ noun, store, settings }: Scene, lagSeconds: number): CsObject[] {
  const stored = store.collections(noun, lagSeconds);
  const all = [
    settings.answer("Global", {}),
    ...Object.entries(stored).map(([name, values]) => settings.answer(canonical(noun, name), values)),
  ];
  // A stored global collection comes second, so it replaces the default one.
  return [...new Map(all.map((object) => [identityKey(String(object.Identity)), object])).values()];
}

// Looks up one collection without making the whole list. Every write ends with a Get, so the total
// time would otherwise grow with the square of the number of collections.
function find({ noun, store, settings }: Scene, identity: string, lagSeconds: number): CsObject[] {
  const stored = store.collections(noun, lagSeconds);
  const key = findKey(stored, identity);
  if (key === undefined && identity !== "Global") throw noCollection(noun, identity);
  return [settings.answer(key === undefined ? identity : canonical(noun, key), stored[key ?? identity] ?? {})];
}

function newCmdlet({ noun, topology, store, settings }: Scene): Cmdlet {
  return {
    name: `New-${noun.cs}`,
    parameters: parameters({ Identity: mandatory(anIdentity), InMemory: aSwitch, Force: aSwitch, ...settings.parametersFor("New") }),
    asks: true,
    returns: settings.returned,
    run(bound) {
      const identity = canonical(noun, boundText(bound.Identity));
      if (identity === "Global" && bound.InMemory !== true) {
        throw new CmdletFailure(unverified.errors.globalAlwaysExists, "A global collection always exists; use Set to change it.", identity);
      }
      requireScope(noun, identity, topology);
      const changes = settings.changes(bound, {});
      if (bound.InMemory === true) return [settings.answer(identity, defined(changes))];
      if (!shouldProcess(bound)) return [];
      let made: Stored = {};
      store.change(noun, (collections) => {
        if (collections.find(identity) !== undefined) {
          throw new CmdletFailure(unverified.errors.alreadyExists, `A collection of "${identity}" exists already.`, identity);
        }
        made = collections.put(identity, changes);
      });
      return [settings.answer(identity, made)];
    },
  };
}

function setCmdlet({ noun, store, settings }: Scene): Cmdlet {
  return {
    name: `Set-${noun.cs}`,
    parameters: parameters({ Identity: anIdentity, Force: aSwitch, ...settings.parametersFor("Set") }),
    asks: true,
    run(bound) {
      // Without an identity, Set changes the global collection.
      const identity = canonical(noun, bound.Identity === undefined ? "global" : boundText(bound.Identity));
      store.change(noun, (collections) => {
        const stored = collections.find(identity);
        if (stored === undefined && identity !== "Global") throw noCollection(noun, identity);
        if (!shouldProcess(bound)) return;
        collections.put(identity, settings.changes(bound, stored ?? {}));
        if (identity === "Global" && Object.keys(collections.find(identity) ?? {}).length === 0) collections.remove(identity);
      });
      return [];
    },
  };
}

function removeCmdlet({ noun, store }: Scene): Cmdlet {
  return {
    name: `Remove-${noun.cs}`,
    parameters: parameters({ Identity: mandatory(anIdentity), Force: aSwitch }),
    asks: true,
    run(bound) {
      const identity = canonical(noun, boundText(bound.Identity));
      store.change(noun, (collections) => {
        // At global scope, Remove resets every property. So nothing is stored any more.
        if (collections.find(identity) === undefined && identity !== "Global") throw noCollection(noun, identity);
        if (shouldProcess(bound)) collections.remove(identity);
      });
      return [];
    },
  };
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
  return orFailed(unverified.errors.badIdentity, identity, () => canonicalIdentity(identity, noun));
}

/** Reads a text. If the text has no valid form, the cmdlet fails with this error. */
function orFailed<T>(error: ConstructorParameters<typeof CmdletFailure>[0], text: string, read: () => T): T {
  try {
    return read();
  } catch (invalid) {
    if (!(invalid instanceof InvalidIdentity || invalid instanceof InvalidWildcard)) throw invalid;
    throw new CmdletFailure(error, invalid.message, text);
  }
}

/** Whether the cmdlet does its work. With -Confirm it fails, because no user can confirm. */
function shouldProcess({ WhatIf, Confirm }: Record<string, unknown>): boolean {
  if (WhatIf === true) return false;
  if (Confirm === true) throw nobodyAnswers();
  return true;
}

function noCollection(noun: Noun, identity: string): CmdletFailure {
  return new CmdletFailure(unverified.errors.noCollection, `There is no ${noun.cs} of "${identity}".`, identity);
}

function isWanted(identity: string, filter: string): boolean {
  return orFailed(unverified.errors.badFilter, filter, () => matchesWildcard(identity, filter));
}
