import type { TlsFacts } from "./tls/facts";

/** What came of a question: a response, or why there is none. */
export type Answer = Answered | Unanswered;

/** A question that a server responded to. */
export interface Answered {
  tls: TlsFacts;
  response: Response;
  failure?: undefined;
}

/** A question without a whole response. */
export interface Unanswered {
  /** Of the connection; undefined where there was none. */
  tls: TlsFacts | undefined;
  failure: Failure;
}

/** A response over HTTP. */
export interface Response {
  status: number;
  /** Where a redirect leads. */
  location: string | undefined;
  /** How far the server's clock is ahead of this machine's; undefined where it does not say. */
  millisecondsAhead: number | undefined;
  body: Buffer;
}

/** Why there is no response. */
export interface Failure {
  kind: "noName" | "noConnection" | "closed" | "noTls" | "noHttp" | "late" | "tooLarge";
  /** A full sentence. */
  words: string;
}
