import { identityKey, parseIdentity } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { isSimulated, type Stated as StatedName } from "../deployment/naming";
import { LyncError } from "../errors";
import type { Scope } from "../stack/memory";

/** The state of a resource, or of a whole stack, belongs to another deployment. */
export class OtherDeployment extends LyncError {
  constructor(message: string) {
    super(message, { kind: "unsupported", code: "otherDeployment" });
  }
}

type Place = Pick<Scope, "noun" | "deployment">;

/** @throws the refusal of an earlier verb of this process, if there was one. */
export function refuseAsBefore({ memory }: Scope): void {
  if (memory.underWay.refusal !== undefined) throw memory.underWay.refusal;
}

/** What a state says about its collection. */
interface Stated {
  identity?: unknown;
  deployment?: unknown;
}

/**
 * Refuses a state that belongs to another deployment. Its collection would look removed in this
 * deployment, and the engine would create it in the wrong place.
 *
 * @returns whether the deployment's own name has to replace the name in the state.
 * @throws OtherDeployment
 */
export async function refuseOtherDeployment({ noun, deployment }: Place, { deployment: name, identity }: Stated): Promise<boolean> {
  if (typeof name !== "string") return false;
  const pools = poolsOf(noun, identity);
  const whose = await deployment.whose({ name, pools });
  if (whose === "another") throw await refusal(deployment, JSON.stringify(identity), { name, pools });
  return whose === "renamed";
}

/**
 * Whether a state belongs to another deployment. An explicit provider may have put it into the
 * stack.
 */
export async function isOthers({ noun, deployment }: Place, { deployment: name, identity }: Stated): Promise<boolean> {
  return typeof name === "string" && (await deployment.whose({ name, pools: poolsOf(noun, identity) })) === "another";
}

/**
 * Refuses a stack's state if all of its collections belong to other deployments. For each
 * deployment's name in the state, `state` lists pools of which the stack has collections.
 */
export async function refuseOthersState(state: Readonly<Record<string, readonly string[]>>, deployment: Deployment): Promise<void> {
  const all = Object.entries(state).map(([name, pools]): StatedName => ({ name, pools, isWhole: true }));
  const [first] = all;
  if (first === undefined) return;
  for (const stated of all) if ((await deployment.whose(stated)) !== "another") return;
  throw await refusal(deployment, "Everything in this stack's state", first);
}

/**
 * The name by which a state remembers the deployment: the name that check wrote into the inputs,
 * otherwise the deployment's own.
 */
export async function nameIn({ deployment: written }: { deployment: string | undefined }, deployment: Deployment): Promise<string> {
  return written ?? deployment.nameInStates();
}

async function refusal(deployment: Deployment, what: string, { name, pools, isWhole = false }: StatedName): Promise<OtherDeployment> {
  const isOtherKind = isSimulated(name) !== isSimulated(deployment.name);
  // A deployment that cannot be read must not hide the reason for the refusal.
  const now = isOtherKind ? deployment.name : await deployment.nameInStates().catch(() => deployment.name);
  const quoted = JSON.stringify(name);
  const belongs =
    now === name
      ? `${what} belongs to a deployment ${quoted} with the pools ${pools.join(", ")}. The stack's configuration names the deployment ${JSON.stringify(now)}, which has none of these pools`
      : `${what} belongs to the deployment ${quoted}, but the stack's configuration now names ${JSON.stringify(now)}`;
  const isGuarded = isWhole && (await deployment.whose({ name, pools: [] })) === "renamed";
  const rename = isOtherKind
    ? "The state of a simulated deployment never belongs to a real one, and the state of a real one never to a simulated one"
    : isGuarded
      ? "lync:formerDeployment does not help, because the deployment has none of these pools. Remove the collections that no longer exist from the state with pulumi state delete"
      : `If it is the same deployment${now === name ? " with other pools" : " under another name"}, set lync:formerDeployment to ${quoted} for one pulumi up`;
  const others = isWhole ? " If explicit providers reach that deployment, give this resource an explicit provider, too." : "";
  return new OtherDeployment(
    `${belongs}. Use another stack for another deployment, or restore the earlier configuration (an explicit provider has it in its own keys). ${rename}.${others} See docs/real-deployment.md, "How a deployment is known".`,
  );
}

/** The pool of a collection. A collection of a wider scope has none. */
function poolsOf(noun: Noun, identity: unknown): string[] {
  if (typeof identity !== "string" || !identityKey(identity).startsWith("service:")) return [];
  const parsed = parseIdentity(identity, noun);
  return parsed.scope === "service" ? [parsed.pool] : [];
}
