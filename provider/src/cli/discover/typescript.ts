import { defined } from "../../defined";
import { findingText } from "../../finding";
import { inUtc, visible } from "../words";
import { adoptionOf } from "./adoption";
import type { Discovered, DiscoveredCollection, DiscoveredPool, Remark } from "./discovered";
import { isLeftOver } from "./leftOver";
import { block, literal } from "./literal";
import { startFrom } from "./startFrom";

/** What the user chose for the program. */
interface Choice {
  /** Whether the stack removes the collections when it is destroyed. */
  owned: boolean;
}

/** A program that declares the current deployment: `pulumi up` takes it over, changing nothing. */
export function programOf(discovered: Discovered, choice: Choice): string {
  const { components, collections } = discovered;
  const resources = [
    ...components.map((pool) => componentText(pool, choice)),
    ...collections.map((collection) => collectionText(collection, choice)),
  ];
  const isEmpty = components.length === 0 && collections.every(isLeftOver);
  // Without an import or export, TypeScript would not treat the file as a module.
  const first = isEmpty ? "export {};" : 'import * as lync from "pulumi-lync";';
  return `${[first, header(discovered, choice), ...resources].join("\n\n")}\n`;
}

function header({ deployment, readAt, notes, components, collections }: Discovered, { owned }: Choice): string {
  const destroy = owned
    ? "pulumi destroy removes these collections, and their pools inherit from their site or from Global. Global itself does not change."
    : "pulumi destroy restores the values that each collection had when it was adopted.";
  const nothing = components.length + collections.length === 0 ? ["It has no collection that differs from the defaults."] : [destroy];
  return comment([`The deployment "${deployment}" as it was at ${inUtc(readAt)}, written by pulumi-lync discover.`, ...nothing, ...notes]);
}

function componentText({ name, options, remarks, ...pool }: DiscoveredPool, { owned }: Choice): string {
  const args = {
    pool: pool.pool,
    role: pool.role,
    ...given(pool.federationService, (federationService) => ({ federationService })),
    ...given(pool.metadataUri, (metadataUri) => ({ metadataUri })),
    ...(Object.keys(pool.webService).length === 0 ? {} : { webService: pool.webService }),
    ...(Object.keys(pool.proxy).length === 0 ? {} : { proxy: pool.proxy }),
    ...options,
    startFrom,
    ...adoptionOf({ remarks }, owned),
  };
  return commented(remarks, declaration("PassiveAuthentication", name, args));
}

function collectionText(collection: DiscoveredCollection, { owned }: Choice): string {
  const { type, name, identity, settings, options, remarks } = collection;
  const adopt = adoptionOf(collection, owned);
  const code = declaration(type, name, { identity, ...settings, ...options, ...adopt });
  return commented(remarks, isLeftOver(collection) ? code.replace(/^/gm, "// ") : code);
}

function given<T>(value: string | null, make: (value: string) => T): T | object {
  return value === null ? {} : make(value);
}

function declaration(type: string, name: string, args: object): string {
  return `new lync.${type}(${literal(name)}, ${block(defined({ ...args }))});`;
}

function commented(remarks: readonly Remark[], code: string): string {
  return remarks.length === 0 ? code : `${comment(remarks.map(findingText))}\n${code}`;
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => `// ${visible(line)}`).join("\n");
}
