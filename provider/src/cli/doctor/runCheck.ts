import { LyncError } from "../../errors";
import { describeError } from "../failure";
import { sentence } from "../../sentence";
import type { Check } from "./check";
import type { Result } from "./result";

/** Runs one check. An error that it throws becomes an `unknown` result. */
export async function runCheck<C>({ name, asked, run }: Check<C>, context: C): Promise<Result[]> {
  try {
    return await run(context);
  } catch (error) {
    return [{ check: name, subject: "this check", status: "unknown", code: codeOf(error), asked, found: sentence(describeError(error)) }];
  }
}

function codeOf(error: unknown): NonNullable<Result["code"]> {
  return error instanceof LyncError ? error.code : "notJudged";
}
