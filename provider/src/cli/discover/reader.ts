import { LyncError } from "../../errors";

/**
 * Awaits something that needs the New and Set cmdlets. An account that may only read has no such
 * cmdlets but can still discover a deployment, so it gets `instead`.
 */
export async function orIfReader<T>(asked: Promise<T>, instead: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof LyncError && error.kind === "moduleMissing") return instead;
    throw error;
  }
}
