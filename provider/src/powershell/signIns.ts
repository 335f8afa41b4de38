import type { LyncError } from "../errors";
import type { Remote } from "../stackConfig";

interface Account {
  /** The sign-in that is under way, or the last one. */
  last: Promise<unknown>;
  refusal: LyncError | undefined;
}

/**
 * The sign-ins to remote endpoints. For each endpoint and account there is one at a time, and none
 * after one was refused: each refused sign-in brings the account nearer to being locked out,
 * whichever session tries it.
 */
export class SignIns {
  readonly #accounts = new Map<string, Account>();

  /** Signs in when the sign-ins before are done. @throws the refusal if there was one. */
  attempt<T>(remote: Remote, signIn: () => Promise<T>): Promise<T> {
    const account = this.#of(remote);
    const attempt = account.last.then(() => {
      if (account.refusal !== undefined) throw account.refusal;
      return signIn();
    });
    account.last = attempt.catch(() => undefined);
    return attempt;
  }

  /** Remembers that a sign-in was refused. */
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

// However it is written.
function endpointOf(connectionUri: string): string {
  if (!URL.canParse(connectionUri)) return connectionUri.trim();
  const { protocol, host, pathname } = new URL(connectionUri);
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}

/** Those of this process, of whatever stack. */
export const processSignIns = new SignIns();
