import { hasValue, isUnread, type Found, type Noun, type Values } from "../configurations/noun";
import { sortedText } from "../configurations/sortedText";
import { commandText } from "../cmdlets/commandText";
import type { Call } from "../cmdlets/call";
import { objectsOf, setAfterNew, writeCall, writeCalls } from "./calls";
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
import { Listing, readCollections } from "./listing";
import { nameInStates, shownName, whose, type Naming } from "./naming";
import { removeAndVerify } from "./removal";
import { ordinaryPatience, retryRead, type Patience } from "./retries";
import type { Runner } from "./runner";
import { writeAndSettle } from "./settlement";
import { SharedAnswers } from "./sharedAnswers";
import { withWarningsShown } from "./shownWarnings";
import { readVersions } from "./versions";

export interface CsDeploymentOptions {
  naming: Naming;
  /** Whether the cmdlets run on another machine: then no object can be handed to them. */
  isRemote?: boolean;
  patience?: Patience;
}

/** A deployment that is reached by its Cs cmdlets. */
export function csDeployment(sessions: Runner, { naming, isRemote = false, patience = ordinaryPatience }: CsDeploymentOptions): Deployment {
  const runner = withWarningsShown(sessions);
  const read = (call: Call): Promise<Record<string, unknown>[]> =>
    retryRead(async () => {
      const [result] = await runner.run([call]);
      return objectsOf(call, result);
    }, patience);
  const listing = new Listing((noun) => readCollections(read, noun));
  const reach = { runner, listing, patience };

  async function callsOf(noun: Noun, identity: string, write: Write, hidden: Hidden): Promise<Call[]> {
    const { parameters } = await runner.opening();
    // Some settings only Set takes: which, this module says.
    return writeCalls(noun, identity, write, { taken: parameters[`New-${noun.cs}`], ...hidden });
  }

  async function create(noun: Noun, identity: string, values: Values, secrets: readonly string[] = []): Promise<Collection> {
    const calls = await callsOf(noun, identity, { verb: "New", values }, { secrets });
    return writeAndSettle(reach, { noun, identity, wanted: values, secrets, calls }, () => true);
  }

  async function set(noun: Noun, identity: string, values: Values, secrets: readonly string[] = []): Promise<Collection> {
    const before = await listing.seen(noun, identity);
    const calls = [writeCall("Set", noun, identity, values, { secrets })];
    return writeAndSettle(
      reach,
      { noun, identity, wanted: values, secrets, calls },
      (found) => before === undefined || Object.keys(values).some((property) => !isAsBefore(property, { noun, before, found })),
    );
  }

  const answers = new SharedAnswers();
  const directory = (): Promise<Map<string, DirectoryPool>> => answers.get("directory", () => readDirectory(read));
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
    factoryValues: (noun) => answers.get(`factory ${noun.cs}`, () => factoryValues(noun, read, (identity) => listing.find(noun, identity))),
    directory,
    sites: () => answers.get("sites", () => readSites(read)),
    computers: (pool) => readComputers(read, pool),
    replicas: () => readReplicas(read),
    versions: () => answers.get("versions", () => readVersions(read)),
    modernAuthentication: () => answers.get("modern authentication", () => readModernAuthentication(read)),
    backupPool: (pool) => answers.get(`backup ${pool}`, () => readBackupPool(read, pool)),
    create,
    set,
    remove: (noun, identity) => removeAndVerify(reach, { noun, identity }),
    cmdletsOf: async (noun, identity, write, hidden = {}) => (await callsOf(noun, identity, write, hidden)).map(commandText),
    close: (options) => runner.close(options),
  };
}

/** Whether a setting is as it was, for all that was returned of it. */
function isAsBefore(property: string, { noun, before, found }: { noun: Noun; before: Found; found: Found }): boolean {
  return isUnread(before, property)
    ? sortedText(before.unread?.[property]) === sortedText(found.unread?.[property])
    : hasValue(noun, found, property, before.values[property]);
}
