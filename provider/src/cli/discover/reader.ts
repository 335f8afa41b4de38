import { LyncError } from "../../errors";

/**
 * What only an account with the role of New and Set is told; `instead` for an account that may only
 * read, which is enough to discover a deployment.
 */
export async function orIfReader<T>(asked: Promise<T>, instead: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof LyncError && error.kind === "moduleMissing") return instead;
    throw error;
  }
}
