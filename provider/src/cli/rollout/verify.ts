import type { Deployment } from "../../deployment/deployment";
import { declaredCollections, differencesFrom } from "../declaredCollections";
import type { DeclaredStack } from "../declaredStack";

/**
 * What a deployment, read afresh, holds otherwise than a stack's state says; empty where all is as
 * declared. `others` are collections of other deployments, by explicit providers.
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
