import type { Call, CallResult } from "../cmdlets/call";
import type { Opening, SessionAbout } from "./protocol";
import { Session, type CloseOptions, type SessionOptions } from "./session";

/** Several sessions side by side; each is started when the ones before it are busy. */
export class Sessions {
  readonly #first: Session;
  readonly #sessions: readonly Session[];

  constructor(count: number, options: SessionOptions) {
    this.#first = new Session(options);
    this.#sessions = [this.#first, ...Array.from({ length: count - 1 }, () => new Session(options))];
  }

  run(calls: readonly Call[]): Promise<CallResult[]> {
    const leastBusy = this.#sessions.reduce((least, session) => (session.waiting < least.waiting ? session : least));
    return leastBusy.run(calls);
  }

  /** All are of one module: the first tells. */
  opening(): Promise<Opening> {
    return this.#first.opening();
  }

  /** All are alike: the first tells. */
  about(): Promise<SessionAbout> {
    return this.#first.about();
  }

  async close(options?: CloseOptions): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close(options)));
  }
}
