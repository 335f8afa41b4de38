import { parametersOf, type Noun, type Values } from "../configurations/noun";
import { LyncError } from "../errors";
import { commandText } from "../powershell/commandText";
import type { Call, CallResult, CsValue } from "../powershell/protocol";
import { cmdletError } from "./cmdletError";
import type { Collection, Deployment } from "./deployment";
import { Listing } from "./listing";

/** Who runs cmdlets: a session. */
export interface Runner {
  run(calls: readonly Call[]): Promise<CallResult[]>;
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
  async function write(verb: "New" | "Set", noun: Noun, identity: string, values: Values): Promise<Collection> {
    const writing: Call = { cmdlet: `${verb}-${noun.cs}`, parameters: { Identity: identity, ...parametersFor(noun, values) } };
    const reading: Call = { cmdlet: `Get-${noun.cs}`, parameters: { Identity: identity }, select: selectOf(noun) };
    try {
      const [written, read] = await runner.run([writing, reading]);
      succeeded(writing, written);
      const found = readCollection(noun, verified(reading, read));
      listing.record(noun, identity, found);
      return found;
    } catch (error) {
      listing.record(noun, identity, "unknown");
      throw error;
    }
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
    create: (noun, identity, values) => write("New", noun, identity, values),
    set: (noun, identity, values) => write("Set", noun, identity, values),
    remove,
    close: () => runner.close(),
  };
}

function succeeded(call: Call, result: CallResult | undefined): CallResult {
  if (result === undefined) throw new LyncError(`No result of: ${commandText(call)}`, { kind: "badAnswer", cmdlet: commandText(call) });
  if (result.error !== null) throw cmdletError(call, result.error);
  return result;
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

function parametersFor(noun: Noun, values: Values): Record<string, CsValue> {
  const names = parametersOf(noun);
  return Object.fromEntries(Object.entries(values).map(([property, value]) => [names.get(property) ?? property, value as CsValue]));
}

function readCollection(noun: Noun, object: Record<string, unknown>): Collection {
  const identity = object.Identity;
  if (typeof identity !== "string" || identity === "") {
    throw new LyncError(`Get-${noun.cs} answered an object without an Identity`, { kind: "badAnswer" });
  }
  const values: Values = {};
  for (const [property, parameter] of parametersOf(noun)) {
    // A setting that came after this server's version is not among its properties.
    if (!(parameter in object)) continue;
    const value = noun.settings[property]?.fromAnswer(object[parameter]);
    if (value === undefined) {
      const given = JSON.stringify(object[parameter]);
      throw new LyncError(`Get-${noun.cs} answered ${parameter} of "${identity}" with ${given}, which is no value of it`, {
        kind: "badAnswer",
      });
    }
    values[property] = value;
  }
  return { identity, values };
}
