import type { Call, CallResult } from "../cmdlets/call";
import type { Opening, SessionAbout } from "./protocol";
import { Session, type CloseOptions, type SessionOptions } from "./session";

/** Several sessions that work in parallel. Each one starts when those before it are busy. */
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

  /** What the first session reported, because all sessions use the same module. */
  opening(): Promise<Opening> {
    return this.#first.opening();
  }

  /** Facts about the first session, because all sessions are alike. */
  about(): Promise<SessionAbout> {
    return this.#first.about();
  }

  async close(options?: CloseOptions): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close(options)));
  }
}
