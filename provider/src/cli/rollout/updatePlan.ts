import { readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import { isUnknown } from "../../stack/unknown";
import { subjectsOf } from "../plan/subjects";
import { makeTemporaryFolder } from "../../temporaryFolder";
import type { Preview } from "../preview";
import { isSomewhere } from "../isSomewhere";

// Pulumi's update plan is what a preview saw, as a file. An `up` that is given it stops before it
// does anything else.

/**
 * Does something with the path of an update plan, which is there once a preview has saved it, in a
 * folder that nobody else can read. Nothing of it is left afterwards.
 */
export async function withUpdatePlan<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = makeTemporaryFolder("pulumi-lync-rollout-", "The update plan is kept there");
  try {
    return await work(path.join(folder, "plan.json"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Why `up` is not held to an update plan that a preview was to save; undefined where it can be. One
 * with a readable secret is removed at once.
 */
export async function whyUnusable(file: string, preview: Preview): Promise<string | undefined> {
  let plan: unknown;
  try {
    plan = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    return `Pulumi saved no plan that can be read: ${(error as Error).message}`;
  }
  if (isSomewhere(plan, isReadableSecret)) {
    await rm(file);
    return "Pulumi saved it with secrets that anybody can read";
  }
  return subjectsOf(preview).some(({ news }) => isSomewhere(news, isUnknown)) ? "it does not know all values yet" : undefined;
}

/**
 * A secret in such a file has its value as "ciphertext", or, where it is not encrypted, as
 * "plaintext".
 */
function isReadableSecret(value: unknown): boolean {
  return isRpcSecret(value) && "plaintext" in (value as object);
}
