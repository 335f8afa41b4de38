import type { Call } from "../cmdlets/call";
import { commandText } from "../cmdlets/commandText";
import { hasValue, isUnread, type Found, type Noun, type Values } from "../configurations/noun";
import { sortedText } from "../configurations/sortedText";
import { objectsOf, setAfterNew, writeCall, writeCalls } from "./calls";
import type { About, Collection, Deployment, Given, Hidden, Write } from "./deployment";
import {
  readBackupPool,
  readComputers,
  readDirectory,
  readModernAuthentication,
  readReplicas,
  readSites,
  type DirectoryPool,
  type Replica,
} from "./directory";
import { factoryValues } from "./factory";
import { lackingSettings, type Lacking } from "./lacking";
import { Listing, readCollections } from "./listing";
import { nameInStates, shownName, whose, type Naming, type Stated, type Whose } from "./naming";
import { removeAndVerify } from "./removal";
import { ordinaryPatience, retryRead, type Patience } from "./retries";
import type { Reach, Runner } from "./runner";
import { writeAndSettle } from "./settlement";
import { SharedAnswers } from "./sharedAnswers";
import { withWarningsShown } from "./shownWarnings";
import { emptyIfNotTold, readVersions, type Versions } from "./versions";

export interface CsDeploymentOptions {
  naming: Naming;
  /** Whether the cmdlets run on another machine. If so, they cannot be given objects. */
  isRemote?: boolean;
  patience?: Patience;
}

/** A deployment that is read and written with its Cs cmdlets. */
export class CsDeployment implements Deployment {
  readonly name: string;
  readonly way: string;
  readonly isOffline = false;
  readonly isRemote: boolean;
  readonly #naming: Naming;
  readonly #reach: Reach;
  readonly #answers = new SharedAnswers();

  constructor(sessions: Runner, { naming, isRemote = false, patience = ordinaryPatience }: CsDeploymentOptions) {
    this.name = shownName(naming);
    this.way = naming.way;
    this.isRemote = isRemote;
    this.#naming = naming;
    const listing = new Listing((noun) => readCollections(this.#read, noun));
    this.#reach = { runner: withWarningsShown(sessions), listing, patience };
  }

  nameInStates(): Promise<string> {
    return nameInStates(this.#naming, () => this.directory());
  }

  whose(stated: Stated): Promise<Whose> {
    return whose(this.#naming, stated, () => this.directory());
  }

  about(): Promise<About> {
    const { runner, patience } = this.#reach;
    const ask = async (): Promise<About> => {
      const { module, version } = await runner.opening();
      return { ...(await runner.about()), module, moduleVersion: version };
    };
    return this.#answers.get("about", () => retryRead(ask, patience));
  }

  find(noun: Noun, identity: string): Promise<Collection | undefined> {
    return this.#reach.listing.find(noun, identity);
  }

  list(noun: Noun): Promise<Collection[]> {
    return this.#reach.listing.list(noun);
  }

  async lacking(noun: Noun, properties: readonly string[]): Promise<Lacking[]> {
    return lackingSettings(noun, properties, { opening: await this.#reach.runner.opening(), isRemote: this.isRemote });
  }

  async setAfterNew(noun: Noun): Promise<string[]> {
    return setAfterNew(noun, await this.#takenByNew(noun));
  }

  factoryValues(noun: Noun): Promise<Values | undefined> {
    const find = (identity: string): Promise<Collection | undefined> => this.find(noun, identity);
    return this.#answers.get(`factory ${noun.cs}`, () => factoryValues(noun, this.#read, find));
  }

  directory(): Promise<ReadonlyMap<string, DirectoryPool>> {
    return this.#answers.get("directory", () => readDirectory(this.#read));
  }

  sites(): Promise<string[]> {
    return this.#answers.get("sites", () => readSites(this.#read));
  }

  computers(pool: string): Promise<string[]> {
    return readComputers(this.#read, pool);
  }

  replicas(): Promise<Replica[]> {
    return readReplicas(this.#read);
  }

  versions(): Promise<Versions> {
    return this.#answers.get("versions", () => emptyIfNotTold(this.askVersions()));
  }

  askVersions(): Promise<Versions> {
    return this.#answers.get("versions or failure", () => readVersions(this.#read));
  }

  modernAuthentication(): Promise<boolean> {
    return this.#answers.get("modern authentication", () => readModernAuthentication(this.#read));
  }

  backupPool(pool: string): Promise<string | undefined> {
    return this.#answers.get(`backup ${pool}`, () => readBackupPool(this.#read, pool));
  }

  async create(noun: Noun, identity: string, { values, secrets = [] }: Given): Promise<Collection> {
    const calls = await this.#callsOf(noun, identity, { write: { verb: "New", values }, hidden: { secrets } });
    return writeAndSettle(this.#reach, { noun, identity, wanted: values, secrets, calls }, () => true);
  }

  async set(noun: Noun, identity: string, { values, secrets = [] }: Given): Promise<Collection> {
    const before = await this.#reach.listing.seen(noun, identity);
    const calls = [writeCall(noun, identity, { verb: "Set", values, hidden: { secrets } })];
    const hasStored = (found: Collection): boolean =>
      before === undefined || Object.keys(values).some((property) => !isAsBefore(property, { noun, before, found }));
    return writeAndSettle(this.#reach, { noun, identity, wanted: values, secrets, calls }, hasStored);
  }

  remove(noun: Noun, identity: string): Promise<void> {
    return removeAndVerify(this.#reach, { noun, identity });
  }

  async cmdletsOf(noun: Noun, identity: string, shown: { write: Write; hidden?: Hidden }): Promise<string[]> {
    return (await this.#callsOf(noun, identity, shown)).map(commandText);
  }

  close(options?: { graceMilliseconds?: number }): Promise<void> {
    return this.#reach.runner.close(options);
  }

  readonly #read = (call: Call): Promise<Record<string, unknown>[]> =>
    retryRead(async () => {
      const [result] = await this.#reach.runner.run([call]);
      return objectsOf(call, result);
    }, this.#reach.patience);

  async #callsOf(noun: Noun, identity: string, shown: { write: Write; hidden?: Hidden }): Promise<Call[]> {
    return writeCalls(noun, identity, { ...shown, taken: await this.#takenByNew(noun) });
  }

  // Only Set takes some settings. Which ones depends on the module.
  async #takenByNew(noun: Noun): Promise<string[] | undefined> {
    return (await this.#reach.runner.opening()).parameters[`New-${noun.cs}`];
  }
}

/**
 * Whether a setting is as it was before. A value that could not be read is compared as the server
 * returned it.
 */
function isAsBefore(property: string, { noun, before, found }: { noun: Noun; before: Found; found: Found }): boolean {
  return isUnread(before, property)
    ? sortedText(before.unread?.[property]) === sortedText(found.unread?.[property])
    : hasValue(noun, found, [property, before.values[property]]);
}
