import { bounded } from "../../../../bounded";
import { isHttpsUri } from "../../../../configurations/kinds/text";
import { firstFew } from "../../../../listed";
import { fine, finding, information, type Verdict } from "../verdict";
import type { Element } from "../xml";
import { entityIdOf, entityIn, isEntity } from "./entity";
import { judgeSigning } from "./signing";

/** Judges whether an AD FS metadata document serves passive authentication. */
export function judgeFederation(root: Element, { uri, now }: { uri: URL; now: Date }): Verdict[] {
  if (!isEntity(root)) return [noEntity(root, "the metadata of AD FS")];
  const { entityId, passiveEndpoints, signing } = entityIn(root);
  return [...judgeName(entityId, uri), ...judgeEndpoints(passiveEndpoints), ...judgeSigning(signing, now)];
}

/** Judges a pool's own metadata document. AD FS reads it for its trust. */
export function judgePoolMetadata(root: Element): Verdict[] {
  if (!isEntity(root)) return [noEntity(root, "a pool's metadata")];
  return [fine(`It is the metadata of ${quoted(entityIdOf(root) ?? "")}.`)];
}

function noEntity({ namespace, name }: Element, whose: string): Verdict {
  const found = `It returned XML that is not metadata: its outermost element is ${quoted(name)} of the namespace ${quoted(namespace)} instead of EntityDescriptor of SAML 2.0.`;
  return finding("metadataWrong", found, `Open the address in a browser, and see what it returns. The document must be ${whose}.`);
}

function judgeName(entityId: string | undefined, uri: URL): Verdict[] {
  if (entityId === undefined || entityId === "")
    return [
      finding("metadataWrong", "Its entity has no name (entityID).", "Check the Federation Service identifier in the properties of AD FS."),
    ];
  const host = URL.canParse(entityId) ? new URL(entityId).hostname : "";
  if (host === uri.hostname) return [fine(`It is the metadata of ${quoted(entityId)}.`)];
  return [information(`It is the metadata of ${quoted(entityId)}. Its host differs from ${uri.hostname}. That is allowed.`)];
}

function judgeEndpoints(endpoints: readonly string[]): Verdict[] {
  const good = endpoints.filter(isHttpsUri);
  if (good.length > 0) return [fine(`Its endpoint for passive sign-in is ${quoted(good[0] ?? "")}.`)];
  const found =
    endpoints.length === 0
      ? "It names no endpoint for passive sign-in."
      : `Its endpoint for passive sign-in has no https address: ${firstFew(endpoints.map(quoted), 3)}.`;
  return [
    finding(
      "noPassiveEndpoint",
      found,
      "Make sure that WS-Federation is on at /adfs/ls in AD FS (Get-AdfsEndpoint -AddressPath /adfs/ls/).",
    ),
  ];
}

/** A text of a document in quotes, cut to the length that a message has room for. */
function quoted(text: string): string {
  return `"${bounded(text, 200)}"`;
}
