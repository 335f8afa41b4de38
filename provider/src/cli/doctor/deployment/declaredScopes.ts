import { parseIdentity } from "../../../configurations/identity";
import type { Deployment } from "../../../deployment/deployment";
import { missingScope } from "../../../lifecycle/existence";
import { declaredCollections, type DeclaredCollection } from "../../declaredCollections";
import { count } from "../../words";
import { sentence } from "../../sentence";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { teller } from "./tell";

const name = "Declared pools and sites";
const asked = "Get-CsService and Get-CsSite, for the pools and sites that the stacks declare.";
const tell = teller(name, asked);

/**
 * Whether the pools and sites that the stacks declare are in the deployment, with the services that
 * their collections belong to.
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
      found: `The stack ${stack} declares the ${noun.type} "${identity}" (resource ${resource}), but ${sentence(missing.message)}`,
      advice: "If it was removed on purpose, take the resource out of the program and run pulumi up. Otherwise correct its identity.",
    }),
  ];
}

function fine(subject: string, number: number): Result[] {
  if (number === 0) return [];
  const found = `The deployment has the pool or site of each of ${count(number, "declared collection")}.`;
  return [tell("fine", subject, { found })];
}

function ofOthers(subject: string, others: readonly string[]): Result[] {
  if (others.length === 0) return [];
  const found = `The stacks declare ${count(others.length, "collection")} of other deployments, by providers of their own. Doctor has not looked at them.`;
  return [tell("notAsked", subject, { found })];
}

function noStack(subject: string): Result {
  return tell("notAsked", subject, { found: "It is unknown what stacks declare. Name them with --stack." });
}
