import pLimit from "p-limit";
import type { Address, Way } from "../../../deployment/hosts";
import type { Say } from "../../progress";
import type { Answer } from "./answer";
import { ask, type Limits } from "./ask";
import type { SecureContexts } from "./tls/trust";

/** A request, and its outcome. */
export interface Asked {
  uri: URL;
  /** The address that was used instead of the URI's host, if any. */
  address: Address | undefined;
  /** The outcome; undefined if the request was deliberately not sent. */
  answer: Answer | undefined;
}

/** What an asker receives. */
export interface AskerOptions {
  wayTo: (host: string) => Way;
  limits: Limits;
  contexts: SecureContexts;
  say: Say;
}

// The number of requests that run at the same time.
const most = 8;

/** Sends requests over the network, each URI once, and remembers the outcomes. */
export class Asker {
  readonly #options: AskerOptions;
  readonly #limit: <T>(work: () => Promise<T>) => Promise<T>;
  readonly #asked = new Map<string, Promise<Asked>>();
  #done = 0;

  constructor(options: AskerOptions) {
    this.#options = options;
    this.#limit = pLimit(most);
  }

  /** Sends a request, or returns its earlier outcome. */
  ask(uri: URL): Promise<Asked> {
    const asked = this.#asked.get(uri.href) ?? this.#send(uri);
    this.#asked.set(uri.href, asked);
    return asked;
  }

  /** All requests so far, in the order in which they were made. */
  all(): Promise<Asked[]> {
    return Promise.all(this.#asked.values());
  }

  async #send(uri: URL): Promise<Asked> {
    const way = this.#options.wayTo(uri.hostname);
    if (way === "notAsked") return { uri, address: undefined, answer: undefined };
    const address = way === "itself" ? undefined : way;
    const answer = await this.#limit(() => ask(uri, { address, ...this.#options }));
    this.#done += 1;
    this.#options.say(`Checked over the network: ${this.#done} of ${this.#asked.size}.`);
    return { uri, address, answer };
  }
}
