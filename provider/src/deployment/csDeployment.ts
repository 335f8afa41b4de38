import { identityKey } from "../configurations/identity";
import { differing, differingInLetters, hasValue, isUnread, type Found, type Noun, type Values } from "../configurations/noun";
import { sortedText } from "../configurations/sortedText";
import { LyncError } from "../errors";
import { commandText } from "../cmdlets/commandText";
import type { Call, CallResult } from "../cmdlets/call";
import type { Opening } from "../powershell/protocol";
import { collectionOf, getCall, objectsOf, setAfterNew, writeCall, writeCalls } from "./calls";
import type { Collection, Deployment, Hidden, Write } from "./deployment";
import {
  readBackupPool,
  readComputers,
  readDirectory,
  readModernAuthentication,
  readReplicas,
  readSites,
  type DirectoryPool,
} from "./directory";
import { factoryValues } from "./factory";
import { lackingSettings } from "./lacking";
import { Listing } from "./listing";
import { nameInStates, shownName, whose, type Naming } from "./naming";
import { mayHaveStored, mayPass, ordinaryPatience, retryRead, untilSettled, type Patience } from "./retries";
import { readVersions } from "./versions";

/** Who runs cmdlets: sessions. */
export interface Runner {
  run(calls: readonly Call[]): Promise<CallResult[]>;
  opening(): Promise<Opening>;
  close: Deployment["close"];
}

export interface CsDeploymentOptions {
  naming: Naming;
  /** Whether the cmdlets run on another machine: then no object can be handed to them. */
  isRemote?: boolean;
  patience?: Patience;
}

/** What is to be written. */
interface Writing {
  noun: Noun;
  identity: string;
  wanted: Values;
  secrets: readonly string[];
}

/** A deployment that is reached by its Cs cmdlets. */
export function csDeployment(sessions: Runner, { naming, isRemote = false, patience = ordinaryPatience }: CsDeploymentOptions): Deployment {
  const runner = withWarningsShown(sessions);
  const read = (call: Call): Promise<Record<string, unknown>[]> =>
    retryRead(async () => {
      const [result] = await runner.run([call]);
      return objectsOf(call, result);
    }, patience);
  const listing = new Listing(async (noun) =>
    wholeListing(
      noun,
      (await read(getCall(noun))).map((object) => collectionOf(noun, object)),
    ),
  );

  /** Writes and verifies in one request: nothing comes between them. */
  async function write(noun: Noun, identity: string, writes: readonly Call[], wanted: Values): Promise<Collection> {
    const look = getCall(noun, identity);
    const results = await runner.run([...writes, look]);
    writes.forEach((call, index) => (index === 0 ? objectsOf(call, results[index]) : requireAfterFirst(call, results[index])));
    const first = await seen(noun, look, () => Promise.resolve(results[writes.length]));
    // What was written may show a little later.
    const last = await untilSettled(
      first,
      // What cannot be read now cannot be read later, either.
      (now) => !(now instanceof LyncError) && Object.keys(differing(noun, wanted, now)).every((property) => isUnread(now, property)),
      () => seen(noun, look, async () => (await runner.run([look]))[0]),
      patience,
    );
    if (last instanceof LyncError) throw last;
    return last;
  }

  /** Records what became of a write; of one whose outcome is not known asks what is there, then finishes it, does it again, or says so. */
  async function settled(writing: Writing, attempt: () => Promise<Collection>): Promise<Collection> {
    const { noun, identity } = writing;
    try {
      const found = await attempt().catch((error: unknown) => {
        if (!mayPass(error)) throw error;
        return resume(writing, error, attempt);
      });
      listing.record(noun, identity, found);
      return found;
    } catch (error) {
      listing.record(noun, identity, "unknown");
      throw error;
    }
  }

  async function resume(
    { noun, identity, wanted, secrets }: Writing,
    error: LyncError,
    attempt: () => Promise<Collection>,
  ): Promise<Collection> {
    try {
      listing.record(noun, identity, "unknown");
      const found = await listing.find(noun, identity);
      if (found === undefined) return await attempt();
      const rest = differingInLetters(noun, wanted, found);
      if (Object.keys(rest).length === 0) return found;
      return await write(noun, identity, [writeCall("Set", noun, identity, rest, { secrets })], wanted);
    } catch (second) {
      if (!mayPass(second)) throw second;
      throw unknownOutcome(error);
    }
  }

  async function callsOf(noun: Noun, identity: string, write: Write, hidden: Hidden): Promise<Call[]> {
    const { parameters } = await runner.opening();
    // Some settings only Set takes: which, this module says.
    return writeCalls(noun, identity, write, { taken: parameters[`New-${noun.cs}`], ...hidden });
  }

  async function create(noun: Noun, identity: string, values: Values, secrets: readonly string[] = []): Promise<Collection> {
    const calls = await callsOf(noun, identity, { verb: "New", values }, { secrets });
    const attempt = settled({ noun, identity, wanted: values, secrets }, () => write(noun, identity, calls, values));
    return attempt.catch((error: unknown) => failed(error, { noun, identity }, () => true));
  }

  async function set(noun: Noun, identity: string, values: Values, secrets: readonly string[] = []): Promise<Collection> {
    const before = await listing.seen(noun, identity);
    const hasBegun = (found: Collection): boolean =>
      before === undefined || Object.keys(values).some((property) => !isSame(noun, property, before, found));
    const calls = [writeCall("Set", noun, identity, values, { secrets })];
    const attempt = settled({ noun, identity, wanted: values, secrets }, () => write(noun, identity, calls, values));
    return attempt.catch((error: unknown) => failed(error, { noun, identity }, hasBegun));
  }

  /** A cmdlet may fail after it has stored something. Then what is there must not be taken for as it was. */
  async function failed(
    error: unknown,
    { noun, identity }: Pick<Writing, "noun" | "identity">,
    hasStored: (found: Collection) => boolean,
  ): Promise<never> {
    if (!mayHaveStored(error)) throw error;
    const found = await listing.find(noun, identity).catch((second: unknown) => {
      if (!(second instanceof LyncError)) throw second;
      throw unknownOutcome(error);
    });
    if (found === undefined || !hasStored(found)) throw error;
    const details = { kind: "verificationFailed", cause: error, ...(error.cmdlet === undefined ? {} : { cmdlet: error.cmdlet }) } as const;
    throw new LyncError(
      `This failed, and yet something was stored: run the same command again, which finishes it. ${error.message}`,
      details,
    );
  }

  /** Removes and looks in one request. A listing tells whether the collection is gone, whatever Remove said: why one failed is the server's to word. */
  async function remove(noun: Noun, identity: string): Promise<void> {
    const call: Call = { cmdlet: `Remove-${noun.cs}`, parameters: { Identity: identity } };
    const look = getCall(noun);
    const lists = (result: CallResult | undefined): boolean =>
      objectsOf(look, result).some((object) => identityKey(collectionOf(noun, object).identity) === identityKey(identity));
    const attempt = async (): Promise<LyncError | undefined> => {
      listing.record(noun, identity, "unknown");
      try {
        const [removed, seen] = await runner.run([call, look]);
        objectsOf(call, removed);
        // What was removed may show a little longer.
        const isThere = await untilSettled(
          lists(seen),
          (isStill) => !isStill,
          async () => lists((await runner.run([look]))[0]),
          patience,
        );
        return isThere ? notRemoved(call, identity) : undefined;
      } catch (error) {
        if (!(error instanceof LyncError)) throw error;
        return (await listing.find(noun, identity)) === undefined ? undefined : error;
      }
    };
    let failure = await attempt();
    if (failure !== undefined && mayPass(failure)) failure = await attempt();
    if (failure !== undefined) throw failure;
    listing.record(noun, identity, "absent");
  }

  const once = onlyOnce();
  const directory = (): Promise<Map<string, DirectoryPool>> => once("directory", () => readDirectory(read));
  return {
    name: shownName(naming),
    way: naming.way,
    nameInStates: () => nameInStates(naming, directory),
    whose: (stated) => whose(naming, stated, directory),
    isOffline: false,
    isRemote,
    find: (noun, identity) => listing.find(noun, identity),
    lacking: async (noun, properties) => lackingSettings(noun, properties, { opening: await runner.opening(), isRemote }),
    setAfterNew: async (noun) => setAfterNew(noun, (await runner.opening()).parameters[`New-${noun.cs}`]),
    factoryValues: (noun) => once(`factory ${noun.cs}`, () => factoryValues(noun, read, (identity) => listing.find(noun, identity))),
    directory,
    sites: () => once("sites", () => readSites(read)),
    computers: (pool) => readComputers(read, pool),
    replicas: () => readReplicas(read),
    versions: () => once("versions", () => readVersions(read)),
    modernAuthentication: () => once("modern authentication", () => readModernAuthentication(read)),
    backupPool: (pool) => once(`backup ${pool}`, () => readBackupPool(read, pool)),
    create,
    set,
    remove,
    cmdletsOf: async (noun, identity, write, hidden = {}) => (await callsOf(noun, identity, write, hidden)).map(commandText),
    close: (options) => runner.close(options),
  };
}

/** Shows what cmdlets warn of, once each, on standard error. */
function withWarningsShown(sessions: Runner): Runner {
  const shown = new Set<string>();
  const show = ({ cmdlet, parameters: { Identity } }: Call, warning: string): void => {
    const line = `${typeof Identity === "string" ? Identity : cmdlet}: warning: ${cmdlet}: ${warning.replace(/\s+/g, " ").trim()}\n`;
    if (shown.has(line)) return;
    shown.add(line);
    process.stderr.write(line);
  };
  return {
    run: async (calls) => {
      const results = await sessions.run(calls);
      for (const [index, { warnings }] of results.entries()) {
        const call = calls[index];
        if (call !== undefined) for (const warning of warnings) show(call, warning);
      }
      return results;
    },
    opening: () => sessions.opening(),
    close: (options) => sessions.close(options),
  };
}

/** Does each named work once, and shares its result; a failure is not kept. */
function onlyOnce(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const done = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const known = done.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const begun = work();
    done.set(name, begun);
    begun.catch(() => done.delete(name));
    return begun;
  };
}

/** Whether a setting is as it was, for all that was returned of it. */
function isSame(noun: Noun, property: string, before: Found, after: Found): boolean {
  return isUnread(before, property)
    ? sortedText(before.unread?.[property]) === sortedText(after.unread?.[property])
    : hasValue(noun, after, property, before.values[property]);
}

/** The global collection always exists: a listing without it is not whole, and tells of nothing that it is absent. */
function wholeListing(noun: Noun, collections: Collection[]): Collection[] {
  if (collections.some(({ identity }) => identityKey(identity) === "global")) return collections;
  const cmdlet = commandText(getCall(noun));
  const message = `${cmdlet} answered ${String(collections.length)} collections, and the global one, which always exists, is not among them`;
  throw new LyncError(`${message}. Nobody can tell from that which there are`, { kind: "badAnswer", cmdlet });
}

/** What a verifying Get saw: the collection, or why it saw none. */
async function seen(noun: Noun, call: Call, get: () => Promise<CallResult | undefined>): Promise<Collection | LyncError> {
  try {
    const [object] = objectsOf(call, await get());
    if (object !== undefined) return collectionOf(noun, object);
    throw new LyncError(`${commandText(call)} answered no collection`, { kind: "badAnswer" });
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    const details = { kind: "verificationFailed", cmdlet: commandText(call), cause: error } as const;
    return new LyncError(`Written, but the verification failed. ${error.message}`, details);
  }
}

// The collection is there: that the rest of the writing failed must not look as if nothing had been created.
function requireAfterFirst(call: Call, result: CallResult | undefined): void {
  try {
    objectsOf(call, result);
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    const details = { kind: "verificationFailed", cmdlet: commandText(call), cause: error } as const;
    throw new LyncError(`Created, but not all was set. ${error.message}`, details);
  }
}

function notRemoved(call: Call, identity: string): LyncError {
  const text = commandText(call);
  return new LyncError(`${text} succeeded, but "${identity}" is still there`, { kind: "verificationFailed", cmdlet: text });
}

function unknownOutcome(error: LyncError): LyncError {
  const { kind, cmdlet, category, errorId: id, message } = error;
  return new LyncError(`Nobody knows whether this was written, and a second look failed, too. ${message}`, {
    kind,
    outcomeUnknown: true,
    cause: error,
    ...(cmdlet === undefined ? {} : { cmdlet }),
    ...(category === undefined ? {} : { category }),
    ...(id === undefined ? {} : { id }),
  });
}
