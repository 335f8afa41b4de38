import { Document, isMap, isScalar, isSeq, parseDocument, YAMLMap, YAMLSeq, type Node } from "yaml";
import { CommandFailure } from "../failure";
import type { Discovered } from "./discovered";
import type { Rendered } from "./format";
import type { StackFile } from "./stackFile";
import { stackPoolsOf, type ListedPool } from "./stackPools";

/** Where the pools are written. */
interface Destination {
  /** The project's name. */
  project: string;
  /** The existing file. Its contents are kept, and the pools are added. */
  existing: StackFile | undefined;
}

/**
 * The configuration file of a stack, with a deployment's passive pools in the form that
 * `examples/contoso` reads.
 * @throws CommandFailure if the existing file has another form.
 */
export function stackOf(discovered: Discovered, { project, existing }: Destination): Rendered {
  const document = existing === undefined ? new Document(new YAMLMap()) : opened(existing);
  const name = existing?.name ?? "";
  const config = configIn(document, name);
  const [serviceKey, poolsKey] = [`${project}:federationService`, `${project}:pools`];
  const kept = keptService(config, { key: serviceKey, file: name });
  const { federationService, listed, unplaced } = stackPoolsOf(discovered, kept);
  if (kept === undefined && federationService !== undefined) config.set(serviceKey, federationService);
  const pools = poolsIn(config, { key: poolsKey, file: name });
  const told = [...addPools(document, pools, listed), ...otherEntries(pools, discovered)];
  // In an existing file, each run would add the same comment again.
  const asComment = existing === undefined;
  if (asComment && unplaced.length > 0) document.comment = unplaced.map((line) => ` ${line}`).join("\n");
  return { text: document.toString({ lineWidth: 0 }), unplaced: asComment ? [] : [...unplaced, ...told] };
}

function opened({ name, text }: StackFile): Document {
  const document = parseDocument(text) as Document;
  const [error] = document.errors;
  if (error !== undefined) throw unfit(name, `is not valid YAML: ${error.message.split("\n")[0] ?? ""}`);
  document.contents ??= new YAMLMap();
  if (!isMap(document.contents)) throw unfit(name, "has no mapping of keys and values");
  return document;
}

function configIn(document: Document, file: string): YAMLMap {
  const config = document.get("config", true) as Node | undefined;
  if (config === undefined || (isScalar(config) && config.value === null)) {
    document.set("config", new YAMLMap());
    return document.get("config") as YAMLMap;
  }
  if (!isMap(config)) throw unfit(file, 'has something other than keys and values in "config"');
  return config;
}

/** A configuration key, and the file that contains it. */
interface Place {
  key: string;
  file: string;
}

/** The Federation Service Name in the existing file; undefined if it has none. */
function keptService(config: YAMLMap, { key, file }: Place): string | undefined {
  const value = config.get(key);
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw unfit(file, `has something other than plain text in "${key}"`);
  return value;
}

function poolsIn(config: YAMLMap, { key, file }: Place): YAMLSeq {
  const value = config.get(key, true) as Node | undefined;
  if (value === undefined || (isScalar(value) && value.value === null)) {
    const pools = new YAMLSeq();
    config.set(key, pools);
    return pools;
  }
  if (!isSeq(value)) throw unfit(file, `has something other than a list in "${key}"`);
  return value;
}

/**
 * Adds the pools that are not in the list yet. A pool that is already in the list keeps its entry.
 * Returns sentences about those pools.
 */
function addPools(document: Document, pools: YAMLSeq, listed: readonly ListedPool[]): string[] {
  const there = poolNames(pools);
  const isThere = ({ entry }: ListedPool): boolean => there.some((pool) => pool.toLowerCase() === entry.pool.toLowerCase());
  for (const { entry, unplaced } of listed.filter((one) => !isThere(one))) {
    const item = document.createNode(entry);
    if (unplaced.length > 0) item.commentBefore = unplaced.map((line) => ` ${line}`).join("\n");
    // An empty list may be written as [], which would put the pools on one line.
    if (pools.items.length === 0) pools.flow = false;
    pools.add(item);
  }
  return listed.filter(isThere).flatMap(({ entry, unplaced }) => unplaced.map((line) => `${entry.pool}: ${line}`));
}

/** Sentences about pools that are in the list, but are not passive by the procedure. */
function otherEntries(pools: YAMLSeq, { components }: Discovered): string[] {
  const passive = new Set(components.map(({ pool }) => pool.toLowerCase()));
  const others = poolNames(pools).filter((pool) => !passive.has(pool.toLowerCase()));
  return others.map(
    (pool) => `${pool} is already in the list, but its collections are not as the vendor's procedure sets them. The entry does not change.`,
  );
}

function poolNames(pools: YAMLSeq): string[] {
  return pools.items.flatMap((item) => (isMap(item) ? String(item.get("pool")) : []));
}

function unfit(file: string, why: string): CommandFailure {
  return new CommandFailure(`"${file}" ${why}. Correct it, or name another file in --output.`);
}
