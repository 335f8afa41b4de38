import { isIP } from "node:net";
import { bounded } from "../../../bounded";
import type { Code } from "../../../codes";
import { defined } from "../../../defined";
import type { Result } from "../result";
import type { Asked } from "./asker";

/** A result without its check, subject and `asked`, which the caller adds. */
export type Verdict = Omit<Result, "check" | "subject" | "asked">;

/** Something is right. */
export function fine(found: string): Verdict {
  return { status: "fine", found };
}

/** Something is worth knowing, but needs no action. */
export function information(found: string): Verdict {
  return { status: "information", found };
}

/** Something is wrong. */
export function finding(code: Code, found: string, advice: string): Verdict {
  return { status: "finding", code, found, advice };
}

/** Something could not be judged. */
export function unknown(code: Code, found: string, advice: string): Verdict {
  return { status: "unknown", code, found, advice };
}

/**
 * The request that was sent, and the note that it came from this machine and not from the servers.
 */
export function askedWords({ uri, address }: Pick<Asked, "uri" | "address">): string {
  const at =
    address === undefined
      ? ""
      : ` at ${isIP(address.host) === 6 ? `[${address.host}]` : address.host}:${address.port}, as the topology says`;
  return `GET ${bounded(uri.href, 300)}${at}. The requests come from this machine, not from the servers.`;
}

/** The result for a request that is not sent, because the topology gives its host no address. */
export function notAsked({ check, subject, uri }: Pick<Result, "check" | "subject"> & Pick<Asked, "uri">): Result {
  return {
    check,
    subject,
    status: "notAsked",
    asked: `Nothing. The request would be GET ${bounded(uri.href, 300)}`,
    found: `The deployment is simulated, and its topology gives ${uri.hostname} no address under "hosts".`,
  };
}

/** Turns the verdicts on one request into results. */
export function resultsOf(named: Pick<Result, "check" | "subject" | "asked">, verdicts: readonly Verdict[]): Result[] {
  return verdicts.map((verdict) => defined({ ...named, ...verdict }) as Result);
}
