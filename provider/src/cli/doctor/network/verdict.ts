import { isIP } from "node:net";
import { bounded } from "../../../bounded";
import type { Code } from "../../../codes";
import { defined } from "../../../defined";
import type { Result } from "../result";
import type { Asked } from "./asker";

/** What a check says of what came back; what was asked is told by who asked. */
export type Verdict = Omit<Result, "check" | "subject" | "asked">;

/** All is as it should be. */
export function fine(found: string): Verdict {
  return { status: "fine", found };
}

/** Something is to be known, and nothing to be done. */
export function information(found: string): Verdict {
  return { status: "information", found };
}

/** Something is wrong. */
export function finding(code: Code, found: string, advice: string): Verdict {
  return { status: "finding", code, found, advice };
}

/** It could not be told. */
export function unknown(code: Code, found: string, advice: string): Verdict {
  return { status: "unknown", code, found, advice };
}

/** What was asked, and that it was not asked by the servers. */
export function askedWords({ uri, address }: Pick<Asked, "uri" | "address">): string {
  const at =
    address === undefined
      ? ""
      : ` at ${isIP(address.host) === 6 ? `[${address.host}]` : address.host}:${address.port}, as the topology says`;
  return `GET ${bounded(uri.href, 300)}${at}. This machine asked, not the servers.`;
}

/** The result of a question that is not asked, because the topology gives its host no address. */
export function notAsked({ check, subject, uri }: Pick<Result, "check" | "subject"> & Pick<Asked, "uri">): Result {
  return {
    check,
    subject,
    status: "notAsked",
    asked: `Nothing. It would be ${bounded(uri.href, 300)}.`,
    found: `Not asked: the deployment is simulated, and its topology gives ${uri.hostname} no address under "hosts".`,
  };
}

/** Verdicts on one question as results. */
export function resultsOf(named: Pick<Result, "check" | "subject" | "asked">, verdicts: readonly Verdict[]): Result[] {
  return verdicts.map((verdict) => defined({ ...named, ...verdict }) as Result);
}
