import type { TlsFacts } from "./tls/facts";

/** The outcome of a request: a response, or the reason why there is none. */
export type Answer = Answered | Unanswered;

/** A request that a server responded to. */
export interface Answered {
  tls: TlsFacts;
  response: Response;
  failure?: undefined;
}

/** A request without a complete response. */
export interface Unanswered {
  /** What the connection showed; undefined if there was no TLS connection. */
  tls: TlsFacts | undefined;
  failure: Failure;
}

/** A response over HTTP. */
export interface Response {
  status: number;
  /** Where a redirect leads. */
  location: string | undefined;
  /**
   * How far the server's clock is ahead of this machine's; undefined if the response has no date.
   */
  millisecondsAhead: number | undefined;
  body: Buffer;
}

/** Why there is no response. */
export interface Failure {
  kind: "noName" | "noConnection" | "closed" | "noTls" | "noHttp" | "late" | "tooLarge";
  /** A full sentence. */
  words: string;
}
