import type { Address } from "../../../deployment/hosts";
import { defined } from "../../../defined";
import type { Answer } from "./answer";
import { exchange, type Exchange } from "./exchange";
import { failureOf, mayBeOldTls } from "./failure";
import type { SecureContexts } from "./tls/trust";

/** How long a question may take, and how much may come back. */
export interface Limits {
  milliseconds: number;
  bytes: number;
}

/**
 * Asks a server one question, by a GET. A server that refuses the present versions of TLS is asked
 * again by the old ones. Never throws.
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
  // Where that came to nothing, too, the first failure tells more.
  return old.tls === undefined ? answer : old;
}

/** The same, where a question that cannot even be put is one without a response. */
async function exchangeSafely(question: Exchange): Promise<Answer> {
  try {
    return await exchange(question);
  } catch (error) {
    return { tls: undefined, failure: failureOf(error as Error, question.signal) };
  }
}
