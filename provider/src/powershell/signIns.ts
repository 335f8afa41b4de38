import type { LyncError } from "../errors";
import type { Remote } from "../stackConfig";

interface Account {
  /** The current sign-in, or the last one. */
  last: Promise<unknown>;
  refusal: LyncError | undefined;
}

/**
 * The sign-ins to remote endpoints. For each endpoint and account there is one at a time, and none
 * after a refusal, because refused sign-ins from any session can lock the account out.
 */
export class SignIns {
  readonly #accounts = new Map<string, Account>();

  /** Signs in after the earlier sign-ins have ended. @throws the refusal if there was one. */
  attempt<T>(remote: Remote, signIn: () => Promise<T>): Promise<T> {
    const account = this.#of(remote);
    const attempt = account.last.then(() => {
      if (account.refusal !== undefined) throw account.refusal;
      return signIn();
    });
    account.last = attempt.catch(() => undefined);
    return attempt;
  }

  /** Records that a sign-in was refused. */
  refuse(remote: Remote, refusal: LyncError): void {
    this.#of(remote).refusal ??= refusal;
  }

  /** The refusal, if there was one. */
  refusal(remote: Remote): LyncError | undefined {
    return this.#of(remote).refusal;
  }

  #of({ connectionUri, username = "" }: Remote): Account {
    const key = `${endpointOf(connectionUri)} ${username.trim()}`.toLowerCase();
    const account = this.#accounts.get(key) ?? { last: Promise.resolve(), refusal: undefined };
    this.#accounts.set(key, account);
    return account;
  }
}

// Different spellings of the same endpoint get the same key.
function endpointOf(connectionUri: string): string {
  if (!URL.canParse(connectionUri)) return connectionUri.trim();
  const { protocol, host, pathname } = new URL(connectionUri);
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}

/** The sign-ins of this process, for all stacks. */
export const processSignIns = new SignIns();
