import type { Address } from "../../../deployment/hosts";
import { defined } from "../../../defined";
import type { Answer } from "./answer";
import { exchange, type Exchange } from "./exchange";
import { failureOf, mayBeOldTls } from "./failure";
import type { SecureContexts } from "./tls/trust";

/** How long a request may take, and how large its response may be. */
export interface Limits {
  milliseconds: number;
  bytes: number;
}

/**
 * Sends one GET request. If the server refuses the current versions of TLS, it sends the request
 * again with old versions. Never throws.
 */
export async function ask(
  uri: URL,
  { address, limits, contexts }: { address: Address | undefined; limits: Limits; contexts: SecureContexts },
): Promise<Answer> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  const question = defined({ uri, address, bytes: limits.bytes, signal });
  const answer = await exchangeSafely({ ...question, secureContext: contexts.present });
  if (!mayBeOldTls(answer)) return answer;
  const old = await exchangeSafely({ ...question, secureContext: contexts.old });
  // If the second request failed, too, the first failure says more.
  return old.tls === undefined ? answer : old;
}

/** Like `exchange`, but an error before the request is sent becomes a failure. */
async function exchangeSafely(question: Exchange): Promise<Answer> {
  try {
    return await exchange(question);
  } catch (error) {
    return { tls: undefined, failure: failureOf(error as Error, question.signal) };
  }
}
