import type { NetworkContext } from "../context";

/**
 * The metadata URIs of the passive pools, and those that stacks declare, each once. One that AD FS
 * cannot have is among them as it is written.
 */
export function metadataUris({ pools, declared }: Pick<NetworkContext, "pools" | "declared">): string[] {
  const stored = pools.flatMap(({ isPassive, web }) => (isPassive === true ? (web?.values.wsFedPassiveMetadataUri ?? []) : []));
  const all = [...stored, ...declared.flatMap(({ metadataUri }) => metadataUri ?? [])].filter((uri) => uri !== "");
  return [...new Map(all.map((uri) => [URL.canParse(uri) ? new URL(uri).href : uri, uri])).values()];
}
