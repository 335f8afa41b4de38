import type { Deployment } from "../../deployment/deployment";
import { declaredCollections, differencesFrom } from "../declaredCollections";
import type { DeclaredStack } from "../declaredStack";

/**
 * Reads a deployment and compares it with a stack's state. `reasons` has a text for each
 * difference; it is empty if all is as declared. `others` are collections in other deployments,
 * which the stack reaches through explicit providers.
 */
export async function verifyStored(
  deployment: Deployment,
  stack: DeclaredStack,
): Promise<{ verified: number; reasons: string[]; others: string[] }> {
  const { collections, others } = await declaredCollections(deployment, [stack]);
  const reasons: string[] = [];
  for (const declared of collections) {
    reasons.push(...differencesFrom(declared, await deployment.find(declared.noun, declared.identity)));
  }
  return { verified: collections.length, reasons, others };
}
