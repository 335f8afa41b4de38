import { identityKey, type Identity } from "../configurations/identity";
import type { ProxyValues } from "../configurations/proxy";
import type { WebServiceValues } from "../configurations/webService";
import { inWords, type Finding } from "../finding";
import { needsOAuth, leavesCertificateAlone } from "./rules/methods";
import type { AroundProxy } from "./rules/aroundProxy";
import { versionsBelowOAuth, whyNoOAuth } from "./rules/serverVersions";
import type { View } from "../stack/memory";
import { certainUnder } from "./inheritors";

/** Whether Web Services offer OAuth, by which a client gets a web ticket. */
export interface OAuth {
  offersOAuth: boolean;
  /**
   * A further sentence that says why they do not, although modern authentication is on in the
   * deployment. Empty otherwise.
   */
  because: string;
}

/** For cases where OAuth decides nothing, so the deployment was not read. */
export const notAsked: OAuth = { offersOAuth: false, because: "" };

/**
 * Whether Web Services offer OAuth, if that decides what they mean for proxies. If it is unknown
 * which of several pools is behind the proxies, it is enough that one of them may offer it.
 */
export async function oauthFor(
  view: View,
  { pools, web, proxies }: { pools: readonly string[]; web: WebServiceValues; proxies: readonly { values: ProxyValues }[] },
): Promise<OAuth> {
  const { deployment } = view;
  if (!needsOAuth(web) || !proxies.some(({ values }) => leavesCertificateAlone(values))) return notAsked;
  if (!(await deployment.modernAuthentication())) return notAsked;
  const tooOld = await tooOldAmong(view, pools);
  return oauthOf(tooOld.size < pools.length ? [] : [...tooOld.values()]);
}

/** Separates pools with the same Web Services by whether they offer OAuth. */
export async function apartByOAuth(view: View, around: AroundProxy): Promise<(AroundProxy & { oauth: OAuth })[]> {
  const { deployment } = view;
  if (!(await deployment.modernAuthentication())) return [{ ...around, oauth: notAsked }];
  const { pools = [], isAnyOf = false } = around;
  const tooOld = await tooOldAmong(view, pools);
  if (isAnyOf && tooOld.size < pools.length) tooOld.clear();
  const group = (some: readonly string[], versions: readonly string[]): (AroundProxy & { oauth: OAuth })[] =>
    some.length === 0 ? [] : [{ ...around, pools: some, pool: inWords(some), oauth: oauthOf(versions) }];
  const others = pools.filter((pool) => !tooOld.has(pool));
  return [...group(others, []), ...group([...tooOld.keys()], [...tooOld.values()])];
}

/**
 * The pools under Web Services whose servers are known to be too old for OAuth, in words and with
 * their versions. Undefined if there are none.
 */
export async function withoutOAuth(view: View, identity: Identity): Promise<string | undefined> {
  const tooOld = await tooOldAmong(view, await certainUnder(view, identity, { isWhole: false }));
  if (tooOld.size === 0) return undefined;
  return inWords([...tooOld].map(([pool, versions]) => `${pool} of version ${versions}`));
}

function oauthOf(tooOld: readonly string[]): OAuth {
  return tooOld.length === 0 ? { offersOAuth: true, because: "" } : { offersOAuth: false, because: ` ${whyNoOAuth(tooOld)}` };
}

/** The pools that are known to be too old for OAuth, with the versions of their servers. */
async function tooOldAmong({ deployment }: View, pools: readonly string[]): Promise<Map<string, string>> {
  const tooOld = new Map<string, string>();
  if (pools.length === 0) return tooOld;
  const all = await deployment.versions();
  for (const pool of pools) {
    const versions = versionsBelowOAuth(all.get(identityKey(pool)) ?? []);
    if (versions !== undefined) tooOld.set(pool, versions);
  }
  return tooOld;
}

/** Adds to findings the reason why OAuth is not offered. */
export function explained(findings: readonly Finding[], { because }: OAuth): Finding[] {
  return findings.map((finding) => ({ ...finding, message: `${finding.message}${because}` }));
}
