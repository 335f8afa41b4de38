import { readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import { isUnknown } from "../../stack/unknown";
import { subjectsOf } from "../plan/subjects";
import { makeTemporaryFolder } from "../../temporaryFolder";
import type { Preview } from "../preview";
import { isSomewhere } from "../isSomewhere";

// Pulumi's update plan is a file with what a preview saw. With this file, `up` stops before it does
// anything that the preview did not see.

/**
 * Does work with the path of an update plan, in a temporary folder that no other user can read. A
 * preview saves the plan there. Afterwards the folder is removed.
 */
export async function withUpdatePlan<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = makeTemporaryFolder("pulumi-lync-rollout-", "The update plan is kept in this folder");
  try {
    return await work(path.join(folder, "plan.json"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Why `up` cannot be held to the update plan of a preview; undefined if it can. A plan with a
 * readable secret is removed at once.
 */
export async function whyUnusable(file: string, preview: Preview): Promise<string | undefined> {
  let plan: unknown;
  try {
    plan = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    return `Pulumi saved no readable update plan: ${(error as Error).message}`;
  }
  if (isSomewhere(plan, isReadableSecret)) {
    await rm(file);
    return "Pulumi saved the update plan with secrets that are not encrypted";
  }
  return subjectsOf(preview).some(({ news }) => isSomewhere(news, isUnknown))
    ? "some values are not known until the update runs"
    : undefined;
}

/**
 * An update plan has the value of an encrypted secret as "ciphertext", otherwise as "plaintext".
 */
function isReadableSecret(value: unknown): boolean {
  return isRpcSecret(value) && "plaintext" in (value as object);
}
