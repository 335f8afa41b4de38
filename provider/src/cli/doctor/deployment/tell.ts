import type { Result, Status } from "../result";

/**
 * Makes a result of a check. Its code, its advice and another question come with what was found.
 */
export type Tell = (
  status: Status,
  subject: string,
  told: Pick<Result, "found"> & Partial<Pick<Result, "code" | "asked" | "advice">>,
) => Result;

/**
 * How a check makes its results. `asked` is what it asks, where a result does not say otherwise.
 */
export function teller(check: string, asked: string): Tell {
  return (status, subject, told) => ({ check, subject, status, asked, ...told });
}
