import { identityKey, parseIdentity } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { isSimulated, type Stated as StatedName } from "../deployment/naming";
import { LyncError } from "../errors";
import type { Scope } from "../stack/memory";

/** A state, or a whole stack, that belongs to another deployment. */
export class OtherDeployment extends LyncError {
  constructor(message: string) {
    super(message, { kind: "unsupported", code: "otherDeployment" });
  }
}

type Place = Pick<Scope, "noun" | "deployment">;

/** @throws what a verb of this process was refused for, where one was. */
export function refuseAsBefore({ memory }: Scope): void {
  if (memory.underWay.refusal !== undefined) throw memory.underWay.refusal;
}

/** What a state says of its collection. */
interface Stated {
  identity?: unknown;
  deployment?: unknown;
}

/**
 * A state belongs to its deployment: another one's absent collection would read as gone, and be
 * created where nobody wants it.
 *
 * @returns whether the state's name is to be replaced by the deployment's own.
 * @throws OtherDeployment
 */
export async function refuseOtherDeployment({ noun, deployment }: Place, { deployment: name, identity }: Stated): Promise<boolean> {
  if (typeof name !== "string") return false;
  const pools = poolsOf(noun, identity);
  const whose = await deployment.whose({ name, pools });
  if (whose === "another") throw await refusal(deployment, JSON.stringify(identity), { name, pools });
  return whose === "renamed";
}

/** Whether what a state has is another deployment's: an explicit provider may have put it there. */
export async function isOthers({ noun, deployment }: Place, { deployment: name, identity }: Stated): Promise<boolean> {
  return typeof name === "string" && (await deployment.whose({ name, pools: poolsOf(noun, identity) })) === "another";
}

/**
 * Refuses a stack's state that has collections of other deployments alone. `state` has, by each
 * name that is in it, pools that it has collections of.
 */
export async function refuseOthersState(state: Readonly<Record<string, readonly string[]>>, deployment: Deployment): Promise<void> {
  const all = Object.entries(state).map(([name, pools]): StatedName => ({ name, pools, isWhole: true }));
  const [first] = all;
  if (first === undefined) return;
  for (const stated of all) if ((await deployment.whose(stated)) !== "another") return;
  throw await refusal(deployment, "All that this stack has", first);
}

/** What a state is to remember the deployment by: what check wrote into the inputs. */
export async function nameIn({ deployment: written }: { deployment: string | undefined }, deployment: Deployment): Promise<string> {
  return written ?? deployment.nameInStates();
}

async function refusal(deployment: Deployment, what: string, { name, pools, isWhole = false }: StatedName): Promise<OtherDeployment> {
  const isOtherKind = isSimulated(name) !== isSimulated(deployment.name);
  // That it cannot be asked must not hide why it is refused.
  const now = isOtherKind ? deployment.name : await deployment.nameInStates().catch(() => deployment.name);
  const quoted = JSON.stringify(name);
  const belongs =
    now === name
      ? `${what} belongs to a deployment ${quoted} with the pools ${pools.join(", ")}, and the deployment ${JSON.stringify(now)} that the configuration names has none of them`
      : `${what} belongs to the deployment ${quoted}, but the stack's configuration now names ${JSON.stringify(now)}`;
  const isGuarded = isWhole && (await deployment.whose({ name, pools: [] })) === "renamed";
  const rename = isOtherKind
    ? "A simulated deployment's state is never a real one's, nor the other way round"
    : isGuarded
      ? "lync:formerDeployment does not help, for the deployment has none of its pools. Take what is gone out of the state: pulumi state delete"
      : `If it is the same deployment${now === name ? ", with other pools" : " under another name"}, set lync:formerDeployment to ${quoted} for one up`;
  const others = isWhole ? ". If explicit providers reach it, give this resource one, too" : "";
  return new OtherDeployment(
    `${belongs}. Use another stack for another deployment, or set the configuration back (an explicit provider's is among its own keys). ${rename}${others} (docs/real-deployment.md, "How a deployment is known")`,
  );
}

/** The pool that a collection is of; none of a wider scope. */
function poolsOf(noun: Noun, identity: unknown): string[] {
  if (typeof identity !== "string" || !identityKey(identity).startsWith("service:")) return [];
  const parsed = parseIdentity(identity, noun);
  return parsed.scope === "service" ? [parsed.pool] : [];
}
