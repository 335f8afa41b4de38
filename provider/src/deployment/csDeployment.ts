import type { CsValue } from "../configurations/csValue";
import { parametersOf, type Noun, type Values } from "../configurations/noun";
import { LyncError } from "../errors";
import { commandText } from "../powershell/commandText";
import type { Call, CallResult, Opening } from "../powershell/protocol";
import { cmdletError } from "./cmdletError";
import type { Collection, Deployment } from "./deployment";
import { Listing } from "./listing";

/** Who runs cmdlets: a session. */
export interface Runner {
  run(calls: readonly Call[]): Promise<CallResult[]>;
  opening(): Promise<Opening>;
  close(): Promise<void>;
}

/** A deployment that is reached by its Cs cmdlets. */
export function csDeployment(name: string, runner: Runner): Deployment {
  const listing = new Listing(async (noun) => {
    const call: Call = { cmdlet: `Get-${noun.cs}`, parameters: {}, select: selectOf(noun) };
    const [result] = await runner.run([call]);
    return succeeded(call, result).objects.map((object) => readCollection(noun, object));
  });

  // A write and its verification are one request: nothing comes between them.
  async function write(noun: Noun, identity: string, writes: Call[]): Promise<Collection> {
    const reading: Call = { cmdlet: `Get-${noun.cs}`, parameters: { Identity: identity }, select: selectOf(noun) };
    try {
      const results = await runner.run([...writes, reading]);
      writes.forEach((call, index) => (index === 0 ? succeeded(call, results[index]) : afterFirst(call, results[index])));
      const found = readCollection(noun, verified(reading, results[writes.length]));
      listing.record(noun, identity, found);
      return found;
    } catch (error) {
      listing.record(noun, identity, "unknown");
      throw error;
    }
  }

  // Some settings only Set takes: which, this module says.
  async function create(noun: Noun, identity: string, values: Values): Promise<Collection> {
    const { parameters } = await runner.opening();
    const taken = new Set(parameters[`New-${noun.cs}`]);
    const names = parametersOf(noun);
    const isForNew = (property: string): boolean => taken.has(names.get(property) ?? property);
    const [first, later] = [pick(values, isForNew), pick(values, (property) => !isForNew(property))];
    const calls = [callOf("New", noun, identity, first)];
    if (Object.keys(later).length > 0) calls.push(callOf("Set", noun, identity, later));
    return write(noun, identity, calls);
  }

  async function remove(noun: Noun, identity: string): Promise<void> {
    const call: Call = { cmdlet: `Remove-${noun.cs}`, parameters: { Identity: identity } };
    listing.record(noun, identity, "unknown");
    const [result] = await runner.run([call]);
    if (result?.error === null) {
      listing.record(noun, identity, "absent");
      return;
    }
    // Why a Remove failed is the server's to word; whether the collection is gone all the same, only a listing tells.
    if ((await listing.find(noun, identity)) !== undefined) succeeded(call, result);
  }

  return {
    name,
    find: (noun, identity) => listing.find(noun, identity),
    async lacking(noun, properties) {
      const { module, version, parameters } = await runner.opening();
      const taken = new Set([...(parameters[`New-${noun.cs}`] ?? []), ...(parameters[`Set-${noun.cs}`] ?? [])]);
      const names = parametersOf(noun);
      return { properties: properties.filter((property) => !taken.has(names.get(property) ?? property)), module: `${module} ${version}` };
    },
    create,
    set: (noun, identity, values) => write(noun, identity, [callOf("Set", noun, identity, values)]),
    remove,
    close: () => runner.close(),
  };
}

function callOf(verb: "New" | "Set", noun: Noun, identity: string, values: Values): Call {
  const parameters: Call["parameters"] = { Identity: identity };
  for (const [property, name] of parametersOf(noun)) {
    const setting = noun.settings[property];
    if (setting === undefined || !(property in values)) continue;
    const value = setting.toParameter === undefined ? (values[property] as CsValue) : setting.toParameter(values[property], verb);
    if (value !== undefined) parameters[name] = value;
  }
  return { cmdlet: `${verb}-${noun.cs}`, parameters };
}

function pick(values: Values, isWanted: (property: string) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([property]) => isWanted(property)));
}

function succeeded(call: Call, result: CallResult | undefined): CallResult {
  if (result === undefined) throw new LyncError(`No result of: ${commandText(call)}`, { kind: "badAnswer", cmdlet: commandText(call) });
  if (result.error !== null) throw cmdletError(call, result.error);
  return result;
}

// The collection is there: that the rest of the writing failed must not look as if nothing had been created.
function afterFirst(call: Call, result: CallResult | undefined): void {
  if (result?.error === null) return;
  const why = result?.error?.message ?? "it did not run";
  throw new LyncError(`Created, but not all was set. ${commandText(call)}: ${why}`, {
    kind: "verificationFailed",
    cmdlet: commandText(call),
  });
}

function verified(call: Call, result: CallResult | undefined): Record<string, unknown> {
  const object = result?.error === null ? result.objects[0] : undefined;
  if (object !== undefined) return object;
  const why = result?.error?.message ?? "it answered no collection";
  throw new LyncError(`Written, but the verification failed. ${commandText(call)}: ${why}`, {
    kind: "verificationFailed",
    cmdlet: commandText(call),
  });
}

function selectOf(noun: Noun): string[] {
  return ["Identity", ...parametersOf(noun).values()];
}

function readCollection(noun: Noun, object: Record<string, unknown>): Collection {
  const identity = object.Identity;
  if (typeof identity !== "string" || identity === "") {
    throw new LyncError(`Get-${noun.cs} answered an object without an Identity`, { kind: "badAnswer" });
  }
  const values: Values = {};
  for (const [property, parameter] of parametersOf(noun)) {
    const answer = object[parameter];
    // A setting that came after this server's version is not among its properties.
    if (answer === undefined) continue;
    const setting = noun.settings[property];
    const value = answer === null ? setting?.empty : setting?.fromAnswer(answer);
    if (value === undefined && answer !== null) {
      const given = JSON.stringify(answer);
      throw new LyncError(`Get-${noun.cs} answered ${parameter} of "${identity}" with ${given}, which is no value of it`, {
        kind: "badAnswer",
      });
    }
    if (value !== undefined) values[property] = value;
  }
  return { identity, values };
}
