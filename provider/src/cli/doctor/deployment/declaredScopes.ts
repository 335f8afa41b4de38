import { parseIdentity } from "../../../configurations/identity";
import type { Deployment } from "../../../deployment/deployment";
import { missingScope } from "../../../lifecycle/existence";
import { declaredCollections, type DeclaredCollection } from "../../declaredCollections";
import { count } from "../../words";
import { sentence } from "../../../sentence";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { teller } from "./tell";

const name = "Declared pools and sites";
const asked = "Get-CsService and Get-CsSite, for the pools and sites that the stacks declare.";
const tell = teller(name, asked);

/**
 * Checks that the deployment has every pool and site that the stacks declare. Each pool must also
 * have the service that its collection belongs to.
 */
export const declaredScopesCheck: Check<DeploymentContext> = {
  name,
  asked,
  run: async ({ deployment, stacks }) => {
    if (stacks.length === 0) return [noStack(deployment.name)];
    const { collections, others } = await declaredCollections(deployment, stacks);
    const findings: Result[] = [];
    for (const one of collections) findings.push(...(await judge(deployment, one)));
    return [...findings, ...fine(deployment.name, collections.length - findings.length), ...ofOthers(deployment.name, others)];
  },
};

async function judge(deployment: Deployment, { stack, resource, noun, identity }: DeclaredCollection): Promise<Result[]> {
  const missing = await missingScope(deployment, parseIdentity(identity, noun));
  if (missing === undefined) return [];
  return [
    tell("finding", identity, {
      code: missing.code,
      found: `The stack ${stack} declares the ${noun.type} "${identity}" (resource ${resource}). ${sentence(missing.message)}`,
      advice: "If it was removed on purpose, remove the resource from the program and run pulumi up. Otherwise correct its identity.",
    }),
  ];
}

function fine(subject: string, number: number): Result[] {
  if (number === 0) return [];
  const found = `The deployment has the pools and sites of ${count(number, "declared collection")}.`;
  return [tell("fine", subject, { found })];
}

function ofOthers(subject: string, others: readonly string[]): Result[] {
  if (others.length === 0) return [];
  const found = `The stacks also declare ${count(others.length, "collection")} of other deployments, through other providers. Doctor does not check these.`;
  return [tell("notAsked", subject, { found })];
}

function noStack(subject: string): Result {
  return tell("notAsked", subject, { found: "It is unknown what stacks declare, because no stack was named. Use --stack to name stacks." });
}
