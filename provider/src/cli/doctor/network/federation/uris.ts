import type { NetworkContext } from "../context";

/**
 * Returns the metadata URIs of the passive pools, and those that stacks declare, each once. A text
 * that is no valid URI is returned as it is.
 */
export function metadataUris({ pools, declared }: Pick<NetworkContext, "pools" | "declared">): string[] {
  const stored = pools.flatMap(({ isPassive, web }) => (isPassive === true ? (web?.values.wsFedPassiveMetadataUri ?? []) : []));
  const all = [...stored, ...declared.flatMap(({ metadataUri }) => metadataUri ?? [])].filter((uri) => uri !== "");
  return [...new Map(all.map((uri) => [URL.canParse(uri) ? new URL(uri).href : uri, uri])).values()];
}
