import { canonicalIdentity, identityKey, InvalidIdentity, parseIdentity } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { parametersOf } from "../configurations/noun";
import { nouns } from "../configurations/nouns";
import type { Call } from "../powershell/protocol";
import { bind, settingsOfVersion, type Bound } from "./binding";
import { CmdletFailure } from "./cmdletFailure";
import type { Store, Stored } from "./store";
import { servicesOf, type Topology } from "./topology";
import { unverified } from "./unverified";

/** An object that a cmdlet answers: its properties. */
export type CsObject = Record<string, unknown>;

/** A simulated deployment: runs Cs cmdlets against a topology and a store. */
export class SimulatedDeployment {
  readonly #topology: Topology;
  readonly #store: Store;

  constructor(topology: Topology, store: Store) {
    this.#topology = topology;
    this.#store = store;
  }

  /** Runs a cmdlet and answers its objects. @throws CmdletFailure as the server would fail. */
  run({ cmdlet, parameters }: Call): CsObject[] {
    const [verb, cs] = splitOnce(cmdlet);
    const noun = nouns.find((known) => known.cs.toLowerCase() === cs.toLowerCase());
    if (noun === undefined || !isVerb(verb)) {
      throw new CmdletFailure(
        { category: "ObjectNotFound", id: "CommandNotFoundException" },
        `The term '${cmdlet}' is not recognized.`,
        cmdlet,
      );
    }
    const bound = bind(noun, verb, this.#topology.serverVersion, parameters);
    switch (verb) {
      case "Get":
        return this.#get(noun, bound);
      case "New":
        return this.#create(noun, bound);
      case "Set":
        this.#set(noun, bound);
        return [];
      case "Remove":
        this.#remove(noun, bound);
        return [];
    }
  }

  #get(noun: Noun, { identity }: Bound): CsObject[] {
    const stored = this.#store.collections(noun);
    const all = [this.#answer(noun, "Global", {}), ...Object.entries(stored).map(([name, settings]) => this.#answer(noun, name, settings))];
    // The stored global collection is the second of its name, and it holds.
    const collections = new Map(all.map((object) => [identityKey(String(object.Identity)), object]));
    if (identity === undefined) return [...collections.values()];
    const found = collections.get(identityKey(canonical(noun, identity)));
    if (found === undefined) throw noCollection(noun, identity);
    return [found];
  }

  #create(noun: Noun, bound: Bound): CsObject[] {
    const identity = canonical(noun, required(bound, "New"));
    if (identity === "Global") {
      throw new CmdletFailure(unverified.errors.globalAlwaysExists, "A global collection always exists; use Set to change it.", identity);
    }
    this.#requireScope(noun, identity);
    this.#store.change(noun, (collections) => {
      if (collections.find(identity) !== undefined) {
        throw new CmdletFailure(unverified.errors.alreadyExists, `A collection of "${identity}" exists already.`, identity);
      }
      collections.put(identity, this.#withoutDefaults(noun, bound.settings));
    });
    return this.#get(noun, { identity, settings: {} });
  }

  #set(noun: Noun, bound: Bound): void {
    // Without an identity, Set changes the global collection.
    const identity = canonical(noun, bound.identity ?? "global");
    this.#store.change(noun, (collections) => {
      const stored = collections.find(identity);
      if (stored === undefined && identity !== "Global") throw noCollection(noun, identity);
      collections.put(identity, this.#withoutDefaults(noun, bound.settings));
      if (identity === "Global" && Object.keys(collections.find(identity) ?? {}).length === 0) collections.remove(identity);
    });
  }

  #remove(noun: Noun, bound: Bound): void {
    const identity = canonical(noun, required(bound, "Remove"));
    this.#store.change(noun, (collections) => {
      // At global scope this removes nothing and resets every property, which is to store none.
      if (collections.find(identity) === undefined && identity !== "Global") throw noCollection(noun, identity);
      collections.remove(identity);
    });
  }

  #answer(noun: Noun, identity: string, stored: Stored): CsObject {
    const settings = [...settingsOfVersion(noun, this.#topology.serverVersion).keys()];
    const properties = settings.map((name) => [name, name in stored ? stored[name] : this.#defaultOf(noun, name)] as const);
    return { Identity: canonical(noun, identity), ...Object.fromEntries(properties) };
  }

  #defaultOf(noun: Noun, parameter: string): unknown {
    if (parameter in unverified.defaults) return unverified.defaults[parameter];
    const property = [...parametersOf(noun)].find(([, name]) => name === parameter)?.[0] ?? "";
    return noun.settings[property]?.default ?? null;
  }

  // What is at its default is not stored: so undoing a change restores the file as it was.
  #withoutDefaults(noun: Noun, settings: Record<string, unknown>): Stored {
    const entries = Object.entries(settings).map(
      ([name, value]) => [name, value === this.#defaultOf(noun, name) ? undefined : value] as const,
    );
    return Object.fromEntries(entries);
  }

  #requireScope(noun: Noun, text: string): void {
    const identity = parseIdentity(text, noun);
    const { sites } = this.#topology;
    const isThere =
      identity.scope === "global" ||
      (identity.scope === "site" && sites.some(({ name }) => identityKey(name) === identityKey(identity.site))) ||
      (identity.scope === "service" &&
        sites.some(({ pools }) =>
          pools.some(({ fqdn, role }) => identityKey(fqdn) === identityKey(identity.pool) && servicesOf(role).includes(identity.service)),
        ));
    if (!isThere) throw new CmdletFailure(unverified.errors.noScope, `The deployment has no "${text}".`, text);
  }
}

function splitOnce(cmdlet: string): [string, string] {
  const at = cmdlet.indexOf("-");
  return [cmdlet.slice(0, Math.max(at, 0)), cmdlet.slice(at + 1)];
}

function isVerb(verb: string): verb is "New" | "Get" | "Set" | "Remove" {
  return ["New", "Get", "Set", "Remove"].includes(verb);
}

function canonical(noun: Noun, identity: string): string {
  try {
    return canonicalIdentity(identity, noun);
  } catch (error) {
    if (!(error instanceof InvalidIdentity)) throw error;
    throw new CmdletFailure(unverified.errors.badIdentity, error.message, identity);
  }
}

function required({ identity }: Bound, verb: string): string {
  if (identity !== undefined) return identity;
  throw new CmdletFailure(
    { category: "InvalidArgument", id: "MissingMandatoryParameter" },
    `Cannot process command because of one or more missing mandatory parameters: Identity (${verb}).`,
  );
}

function noCollection(noun: Noun, identity: string): CmdletFailure {
  return new CmdletFailure(unverified.errors.noCollection, `There is no ${noun.cs} of "${identity}".`, identity);
}
