import type * as pulumi from "@pulumi/pulumi";
import type { ZodType } from "zod";
import { closest } from "../closest";
import { canonicalIdentity, InvalidIdentity } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import type { Zod } from "../configurations/setting";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { declaredIn, refuseOtherDeployment, type Properties } from "./state";
import { isUnknown } from "./unknown";

type Failure = pulumi.dynamic.CheckFailure;

/**
 * Validates what a program declared and answers it in canonical form; all that is wrong with one resource is told at once.
 * A resource that is new to the state is looked for in the deployment, too, so that a preview shows what only create would find out.
 */
export async function check(noun: Noun, deployment: Deployment, olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  const { inputs, failures } = validate(noun, news);
  if (failures.length > 0) return { inputs, failures };
  try {
    refuseOtherDeployment(olds, deployment);
    const lacking = await refuseLacking(noun, deployment, olds, inputs);
    if (lacking.length > 0) return { inputs, failures: lacking };
    const isNew = olds.identity === undefined;
    if (isNew && !isUnknown(inputs.identity)) await refuseCollision(noun, deployment, String(inputs.identity));
    return { inputs };
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    // A failure without a property is one clean line.
    return { inputs, failures: [{ property: "", reason: error.message }] };
  }
}

/** Validates and canonicalises without asking the deployment. A value that is not known yet passes, at any depth. */
export function validate(noun: Noun, news: Properties): { inputs: Properties; failures: Failure[] } {
  const inputs: Properties = {};
  const failures: Failure[] = [];
  const { identity, ...rest } = news;

  if (isUnknown(identity)) inputs.identity = identity;
  else checkIdentity(noun, identity, inputs, failures);

  for (const [property, value] of Object.entries(rest)) {
    if (property === "__provider" || value === undefined || value === null) continue;
    const schema = schemasOf(noun).get(property);
    if (schema === undefined) {
      failures.push({ property, reason: unknownArgument(noun, property) });
    } else if (isUnknown(value)) {
      inputs[property] = value;
    } else {
      const result = schema.safeParse(value);
      if (result.success) inputs[property] = result.data;
      else failures.push({ property, reason: notAllowed(noun, property, value, result.error.issues[0]?.path ?? []) });
    }
  }
  return { inputs, failures };
}

function checkIdentity(noun: Noun, identity: unknown, inputs: Properties, failures: Failure[]): void {
  try {
    inputs.identity = canonicalIdentity(typeof identity === "string" ? identity : "", noun);
    if (inputs.identity === "Global") {
      const reason = `"${String(identity)}" cannot be declared: the global collection always exists. Declare a service's, or read it with ${noun.type}.get`;
      failures.push({ property: "identity", reason });
    }
  } catch (error) {
    if (!(error instanceof InvalidIdentity)) throw error;
    failures.push({ property: "identity", reason: error.message });
  }
}

function notAllowed(noun: Noun, property: string, value: unknown, path: readonly PropertyKey[]): string {
  const place = path.reduce<string>((at, step) => at + (typeof step === "number" ? `[${step}]` : `.${String(step)}`), property);
  const given = path.reduce((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], value);
  const where = path.length === 0 ? "" : `${place}: `;
  return `${where}${given === undefined ? "nothing" : JSON.stringify(given)} is not allowed; allowed: ${noun.settings[property]?.allowed ?? ""}`;
}

function unknownArgument(noun: Noun, property: string): string {
  const known = ["identity", ...Object.keys(noun.settings)];
  const near = closest(property, known);
  const hint = near === undefined ? `allowed: ${known.join(", ")}` : `did you mean "${near}"?`;
  return `"${property}" is no argument of a ${noun.type}; ${hint}`;
}

/** A setting that this module does not have is refused when it is first declared: the rest the server has taken already. */
async function refuseLacking(noun: Noun, deployment: Deployment, olds: Properties, inputs: Properties): Promise<Failure[]> {
  const before = declaredIn(noun, olds).values;
  const added = Object.keys(declaredIn(noun, inputs).values).filter((property) => !(property in before));
  if (added.length === 0) return [];
  return deployment.lacking(noun, added);
}

async function refuseCollision(noun: Noun, deployment: Deployment, identity: string): Promise<void> {
  const found = await deployment.find(noun, identity);
  if (found === undefined) return;
  throw new LyncError(
    `"${found.identity}" already has a ${noun.type} that this stack does not manage. ` +
      `Remove it (Remove-${noun.cs} -Identity '${found.identity}'), or take it out of this program`,
    { kind: "alreadyExists" },
  );
}

type Schemas = Map<string, ZodType>;
const compiled = new WeakMap<Noun, Schemas>();

function schemasOf(noun: Noun): Schemas {
  let schemas = compiled.get(noun);
  if (schemas === undefined) {
    // Loaded here: a refresh never validates.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const z = require("zod") as Zod;
    schemas = new Map(Object.entries(noun.settings).map(([property, setting]) => [property, setting.schema(z)]));
    compiled.set(noun, schemas);
  }
  return schemas;
}
