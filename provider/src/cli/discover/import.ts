import { nouns } from "../../configurations/nouns";
import { defined } from "../../defined";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { findingText } from "../../finding";
import { passiveAuthenticationType, typeOf } from "../../resources/typeOf";
import { storedView } from "../../stack/memory";
import { adoptedBags, type Adopting, type Bags, type DeclaredCollection } from "./adopted";
import { adoptionOf } from "./adoption";
import type { Discovered, DiscoveredCollection, DiscoveredPool, Remark } from "./discovered";
import type { Say } from "../progress";
import type { ImportedCollection, ImportFile } from "./importFile";
import { isLeftOver } from "./leftOver";
import { partsOf } from "./parts";
import { readOnly } from "./readOnly";

/** How an import file is made. */
export interface ImportOptions {
  /** Whether the stack owns the collections: `destroy` then removes them and restores nothing. */
  owned: boolean;
  /** The path from the program's folder to that of Pulumi.yaml, if a provider cannot find it. */
  projectFolder?: string | undefined;
  /** Reports progress. */
  say?: Say;
}

/** An import file, and a sentence about each thing that it leaves out. */
export interface Import {
  file: ImportFile;
  leftOut: string[];
}

/**
 * Makes the file with which `pulumi import` adds the discovered deployment to a stack. It changes
 * nothing in the deployment.
 */
export async function importFileOf(
  discovered: Discovered,
  deployment: Deployment,
  { owned, projectFolder, say }: ImportOptions,
): Promise<Import> {
  const view = storedView(readOnly(deployment));
  const adopting: Adopting = { view, since: Date.parse(discovered.readAt), projectFolder };
  const made: Import = { file: { resources: [] }, leftOut: [] };
  const total = discovered.components.length + discovered.collections.length;
  let done = 0;
  const add = async (what: string, make: Promise<ImportFile["resources"]>): Promise<void> => {
    say?.(`Making the import file: ${String(done++)} of ${String(total)}.`);
    try {
      made.file.resources.push(...(await make));
    } catch (error) {
      if (!(error instanceof LyncError)) throw error;
      made.leftOut.push(`${what} is left out: ${error.message}`);
    }
  };
  for (const pool of discovered.components) await add(`PassiveAuthentication "${pool.name}"`, componentWithParts(adopting, pool, owned));
  for (const one of discovered.collections) await add(`${one.type} "${one.identity}"`, rawCollection(adopting, one, owned));
  return made;
}

async function componentWithParts(adopting: Adopting, pool: DiscoveredPool, owned: boolean): Promise<ImportFile["resources"]> {
  const { webService, proxy } = partsOf(pool, owned);
  // A parent's name must be unique in the file, but a resource of another type may have the
  // component's name.
  const name = `PassiveAuthentication ${pool.name}`;
  const part = async (declared: DeclaredCollection | undefined): Promise<ImportedCollection | undefined> =>
    declared && { ...imported(declared, pool.name, await adoptedBags(adopting, declared)), parent: name };
  const parts = { webService: await part(webService), proxy: await part(proxy) };
  const signInMethods = defined({
    webService: parts.webService?.outputs.signInMethods,
    proxy: parts.proxy?.outputs.signInMethods,
  });
  const component = { type: passiveAuthenticationType, name, logicalName: pool.name, component: true, outputs: { signInMethods } } as const;
  return [component, ...Object.values(parts).filter((one) => one !== undefined)];
}

async function rawCollection(adopting: Adopting, collection: DiscoveredCollection, owned: boolean): Promise<ImportFile["resources"]> {
  const { type, name, identity, settings, options, remarks } = collection;
  const noun = nouns.find((known) => known.type === type);
  if (noun === undefined) throw new Error(`"${type}" is not a type of resource.`);
  if (isLeftOver(collection)) throw leftOver(remarks);
  const declared = { noun, identity, settings, options: { ...options, ...adoptionOf(collection, owned) } };
  return [imported(declared, name, await adoptedBags(adopting, declared))];
}

/** The failure for a collection that no program can declare either; the remarks say why. */
function leftOver(remarks: readonly Remark[]): LyncError {
  return new LyncError(remarks.map(findingText).join(" "), { kind: "unsupported" });
}

function imported({ noun }: DeclaredCollection, name: string, { identity, inputs, outputs }: Bags): ImportedCollection {
  return { type: typeOf(noun), name: `${noun.type} ${name}`, logicalName: name, id: identity, inputs, outputs };
}
