import { documentedDefaults, isUnread, type Noun, type Values } from "../configurations/noun";
import { defined } from "../defined";
import { LyncError, type ErrorKind } from "../errors";
import type { Call } from "../cmdlets/call";
import { getCall, settingsOf } from "./calls";
import type { Collection } from "./deployment";
import { readSites, type Read } from "./directory";

type Find = (identity: string) => Promise<Collection | undefined>;

/**
 * The server's own defaults. They come from `New-… -InMemory`, which stores nothing, for a scope
 * that has no collection. Undefined when the server cannot say, because no scope is free or its New
 * does not know the switch. The documented default replaces a default that cannot be read.
 */
export async function factoryValues(noun: Noun, read: Read, find: Find): Promise<Values | undefined> {
  const identity = await freeScope(noun, read, find);
  if (identity === undefined) return undefined;
  const { select } = getCall(noun);
  const call: Call = defined({ cmdlet: `New-${noun.cs}`, parameters: { Identity: identity, InMemory: true }, select });
  try {
    const [object] = await read(call);
    if (object === undefined) return undefined;
    const found = settingsOf(noun, object);
    const documented = Object.entries(documentedDefaults(noun)).filter(([property]) => isUnread(found, property));
    return { ...found.values, ...Object.fromEntries(documented) };
  } catch (error) {
    if (error instanceof LyncError && notSaying.includes(error.kind)) return undefined;
    throw error;
  }
}

const notSaying: readonly ErrorKind[] = ["invalidParameter", "alreadyExists", "notFound", "unsupported"];

async function freeScope(noun: Noun, read: Read, find: Find): Promise<string | undefined> {
  const services = await read({ cmdlet: "Get-CsService", parameters: {}, select: ["Identity"], asText: true, neverEmpty: true });
  const identities = services
    .map(({ Identity }) => `Service:${String(Identity)}`)
    .filter((identity) => noun.services.some((service) => identity.toLowerCase().startsWith(`service:${service.toLowerCase()}:`)));
  if (noun.siteScope) {
    identities.push(...(await readSites(read)).map((site) => `Site:${site}`));
  }
  for (const identity of identities) if ((await find(identity)) === undefined) return identity;
  return undefined;
}
