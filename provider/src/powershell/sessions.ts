import { LyncError } from "../errors";
import type { CmdletLog } from "./log";
import type { Call, CallResult, Opening } from "./protocol";
import { Session, type SessionOptions } from "./session";

/** Several sessions side by side; each is started when the ones before it are busy. */
export class Sessions {
  readonly #sessions: Session[];

  readonly #log: CmdletLog | undefined;

  constructor(count: number, options: SessionOptions, log?: CmdletLog) {
    this.#log = log;
    this.#sessions = Array.from({ length: count }, () => new Session(options));
  }

  async run(calls: readonly Call[]): Promise<CallResult[]> {
    try {
      const results = await this.#leastBusy().run(calls);
      this.#log?.succeeded(calls, results);
      return results;
    } catch (error) {
      if (error instanceof LyncError) this.#log?.failed(calls, error);
      throw error;
    }
  }

  /** All are of one module: the first tells. */
  opening(): Promise<Opening> {
    return (this.#sessions[0] ?? this.#leastBusy()).opening();
  }

  async close(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close()));
  }

  #leastBusy(): Session {
    return this.#sessions.reduce((least, session) => (session.waiting < least.waiting ? session : least));
  }
}
