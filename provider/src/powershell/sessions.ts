import type { Call, CallResult, Opening } from "./protocol";
import { Session, type CloseOptions, type SessionOptions } from "./session";

/** Several sessions side by side; each is started when the ones before it are busy. */
export class Sessions {
  readonly #first: Session;
  readonly #sessions: readonly Session[];
  readonly #signsIn: boolean;

  constructor(count: number, options: SessionOptions) {
    this.#first = new Session(options);
    this.#sessions = [this.#first, ...Array.from({ length: count - 1 }, () => new Session(options))];
    this.#signsIn = options.executable.remote !== undefined;
  }

  async run(calls: readonly Call[]): Promise<CallResult[]> {
    // With a wrong password one sign-in is to fail, not one a session: the account could be locked out.
    if (this.#signsIn && this.#sessions.length > 1 && !(await this.#opens())) return this.#first.run(calls);
    return this.#leastBusy().run(calls);
  }

  /** All are of one module: the first tells. */
  opening(): Promise<Opening> {
    return this.#first.opening();
  }

  async close(options?: CloseOptions): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close(options)));
  }

  async #opens(): Promise<boolean> {
    return this.#first.opening().then(
      () => true,
      () => false,
    );
  }

  #leastBusy(): Session {
    return this.#sessions.reduce((least, session) => (session.waiting < least.waiting ? session : least));
  }
}
