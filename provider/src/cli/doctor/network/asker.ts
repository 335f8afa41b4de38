import pLimit from "p-limit";
import type { Address, Way } from "../../../deployment/hosts";
import type { Say } from "../../progress";
import type { Answer } from "./answer";
import { ask, type Limits } from "./ask";
import type { SecureContexts } from "./tls/trust";

/** A question, and what came of it. */
export interface Asked {
  uri: URL;
  /** Where it was asked in place of the URI's host. */
  address: Address | undefined;
  /** Undefined where it was not asked, on purpose. */
  answer: Answer | undefined;
}

/** What an asker has to go by. */
export interface AskerOptions {
  wayTo: (host: string) => Way;
  limits: Limits;
  contexts: SecureContexts;
  say: Say;
}

// So many questions are on their way at once.
const most = 8;

/** Asks servers over the network, each question once, and remembers what came back. */
export class Asker {
  readonly #options: AskerOptions;
  readonly #limit: <T>(work: () => Promise<T>) => Promise<T>;
  readonly #asked = new Map<string, Promise<Asked>>();
  #done = 0;

  constructor(options: AskerOptions) {
    this.#options = options;
    this.#limit = pLimit(most);
  }

  /** Asks a question, or returns what came of it before. */
  ask(uri: URL): Promise<Asked> {
    const asked = this.#asked.get(uri.href) ?? this.#send(uri);
    this.#asked.set(uri.href, asked);
    return asked;
  }

  /** All that was asked until now, in the order of the questions. */
  all(): Promise<Asked[]> {
    return Promise.all(this.#asked.values());
  }

  async #send(uri: URL): Promise<Asked> {
    const way = this.#options.wayTo(uri.hostname);
    if (way === "notAsked") return { uri, address: undefined, answer: undefined };
    const address = way === "itself" ? undefined : way;
    const answer = await this.#limit(() => ask(uri, { address, ...this.#options }));
    this.#done += 1;
    this.#options.say(`Asked over the network: ${this.#done} of ${this.#asked.size}.`);
    return { uri, address, answer };
  }
}
