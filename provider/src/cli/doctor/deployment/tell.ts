import type { Result, Status } from "../result";

/**
 * Makes a result of a check. `told` says what was found. It may add a code, advice, and its own
 * `asked`.
 */
export type Tell = (
  status: Status,
  subject: string,
  told: Pick<Result, "found"> & Partial<Pick<Result, "code" | "asked" | "advice">>,
) => Result;

/**
 * Returns the function by which a check makes its results. They have this `asked`, unless a result
 * has its own.
 */
export function teller(check: string, asked: string): Tell {
  return (status, subject, told) => ({ check, subject, status, asked, ...told });
}
