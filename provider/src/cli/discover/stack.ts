import { Document, isMap, isScalar, isSeq, parseDocument, YAMLMap, YAMLSeq, type Node } from "yaml";
import { CommandFailure } from "../failure";
import type { Discovered } from "./discovered";
import type { Rendered } from "./format";
import type { StackFile } from "./stackFile";
import { stackPoolsOf, type ListedPool } from "./stackPools";

/** Where the pools go. */
interface Destination {
  /** The project's name. */
  project: string;
  /** The file that is there already: all of it stays, but for what is added. */
  existing: StackFile | undefined;
}

/**
 * The configuration of a stack, with the passive pools of a deployment as `examples/contoso` reads
 * them.
 * @throws CommandFailure for an existing file that has something else there.
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
  const told = addPools(document, pools, listed);
  // A comment would be there once more after the next run.
  const asComment = existing === undefined;
  if (asComment && unplaced.length > 0) document.comment = unplaced.map((line) => ` ${line}`).join("\n");
  return { text: document.toString({ lineWidth: 0 }), unplaced: asComment ? [] : [...unplaced, ...told] };
}

function opened({ name, text }: StackFile): Document {
  const document = parseDocument(text) as Document;
  const [error] = document.errors;
  if (error !== undefined) throw unfit(name, `is no YAML: ${error.message.split("\n")[0] ?? ""}`);
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
  if (!isMap(config)) throw unfit(file, 'has something else than keys and values in "config"');
  return config;
}

/** A key, and the file that it is in. */
interface Place {
  key: string;
  file: string;
}

/** The Federation Service Name that the stack has; undefined where it has none. */
function keptService(config: YAMLMap, { key, file }: Place): string | undefined {
  const value = config.get(key);
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw unfit(file, `has something else than a plain text in "${key}"`);
  return value;
}

function poolsIn(config: YAMLMap, { key, file }: Place): YAMLSeq {
  const value = config.get(key, true) as Node | undefined;
  if (value === undefined || (isScalar(value) && value.value === null)) {
    const pools = new YAMLSeq();
    config.set(key, pools);
    return pools;
  }
  if (!isSeq(value)) throw unfit(file, `has something else than a list in "${key}"`);
  return value;
}

/**
 * Adds the pools that are not in the list yet; one that is there keeps its entry. Returns what else
 * is to be told of those that are there, in sentences.
 */
function addPools(document: Document, pools: YAMLSeq, listed: readonly ListedPool[]): string[] {
  const there = pools.items.flatMap((item) => (isMap(item) ? String(item.get("pool")) : []));
  const isThere = ({ entry }: ListedPool): boolean => there.some((pool) => pool.toLowerCase() === entry.pool.toLowerCase());
  for (const { entry, unplaced } of listed.filter((one) => !isThere(one))) {
    const item = document.createNode(entry);
    if (unplaced.length > 0) item.commentBefore = unplaced.map((line) => ` ${line}`).join("\n");
    // An empty list may be written as [].
    if (pools.items.length === 0) pools.flow = false;
    pools.add(item);
  }
  const found = new Set(listed.map(({ entry }) => entry.pool.toLowerCase()));
  const others = there.filter((pool) => !found.has(pool.toLowerCase()));
  return [
    ...listed.filter(isThere).flatMap(({ entry, unplaced }) => unplaced.map((line) => `${entry.pool}: ${line}`)),
    ...others.map((pool) => `${pool} is in the list already, but is not passive by the procedure. Its entry stays as it is.`),
  ];
}

function unfit(file: string, why: string): CommandFailure {
  return new CommandFailure(`"${file}" ${why}. Mend it, or name another file in --output.`);
}
