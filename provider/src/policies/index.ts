/**
 * The findings of the guards in the resources of a stack, for a policy pack. `policies/` is such a
 * pack, and docs/policies.md describes it.
 *
 * @module pulumi-lync/policies
 */
import type { Code } from "../codes";
import { formatIdentity, identityKey, parseIdentity, poolOf } from "../configurations/identity";
import { documentedDefaults, type Noun, type Values } from "../configurations/noun";
import { webIdentity } from "../configurations/webService";
import { codesIn, findingText, type Finding } from "../finding";
import { judgeProxy } from "../guards/rules/aroundProxy";
import { judgeByPolicy } from "../guards/rules/askedByPolicy";
import { judgeCollection } from "../guards/rules/collection";
import type { Judged } from "../guards/rules/judged";
import { nounOf } from "../resources/typeOf";
import { inputsIn } from "../stack/bag";
import type { Inputs } from "../stack/declared";
import { isUnknown } from "../stack/unknown";

/** A resource of a stack, as the engine shows it to a policy. */
export interface PolicyResource {
  /** The type, as in the state. Types of other packages are ignored. */
  type: string;
  /**
   * The resource's inputs that check returned, or its outputs. A value that is not known yet is
   * Pulumi's unknown value.
   */
  properties: Record<string, unknown>;
}

/** A finding of a guard, by which a policy decides. */
export interface PolicyFinding {
  code: Code;
  /** The reason and what to do, with the code in brackets at the end. */
  text: string;
}

/** Options of the guards from a policy's configuration. */
export interface PolicyOptions {
  /**
   * The domains that the host of a metadata URI may be in, or equal. `contoso.com` also allows
   * `sts.contoso.com`.
   *
   * @default all domains
   */
  metadataDomains?: readonly string[];
}

/**
 * Returns the findings about a resource by itself. First come the warnings of check, which knows
 * the deployment. Then come the findings of the same rules about only the declaration, even if an
 * option such as `allowGlobalPassive` allows it.
 */
export function findingsIn(resource: PolicyResource, options: PolicyOptions = {}): PolicyFinding[] {
  const declared = declaredIn(resource);
  if (declared === undefined) return [];
  const warned = declared.inputs.warnings.flatMap(asWarned);
  const { judged } = declared;
  const found = judged === undefined ? [] : [...judgeCollection(judged), ...judgeByPolicy(judged, options)].map(asFound);
  return [...warned, ...found.filter(({ code }) => !warned.some((one) => one.code === code))];
}

/**
 * Returns the findings about a pool's proxy together with the pool's own Web Services, if the stack
 * has both. Proxies of Edges are left out, because the stack does not show which pool is behind an
 * Edge.
 */
export function findingsAmong<R extends PolicyResource>(resources: readonly R[]): { resource: R; finding: PolicyFinding }[] {
  const all = resources.flatMap((resource) => {
    const { judged } = declaredIn(resource) ?? {};
    return judged === undefined ? [] : [{ resource, judged }];
  });
  const declared = new Map(all.map(({ judged }) => [keyOf(judged), judged.values]));
  return all.flatMap(({ resource, judged }) => {
    const { identity, values } = judged;
    if (identity.scope !== "service" || identity.service !== "Registrar") return [];
    const web = declared.get(identityKey(webIdentity(identity.pool)));
    // It is unknown here whether the deployment offers OAuth. Check reads that, and refuses a proxy
    // where no client can sign in.
    const findings = judgeProxy(values, { pool: identity.pool, web }, { offersOAuth: true });
    return findings.map((finding) => ({ resource, finding: asFound(finding) }));
  });
}

interface DeclaredResource {
  inputs: Inputs;
  /** Undefined if the identity is not known yet. */
  judged: Judged | undefined;
}

/** Undefined for a resource of another package, and for one that is only read. */
function declaredIn({ type, properties }: PolicyResource): DeclaredResource | undefined {
  const noun = nounOf(type);
  if (noun === undefined || (properties.external ?? undefined) !== undefined) return undefined;
  const inputs = inputsIn(noun, properties);
  return { inputs, judged: isUnknown(inputs.identity) ? undefined : judgedFrom(noun, inputs) };
}

function judgedFrom(noun: Noun, inputs: Inputs): Judged {
  const identity = parseIdentity(inputs.identity, noun);
  // A setting that is null is a secret of an outer collection, or is unknown.
  const known = Object.entries({ ...beneath(noun, inputs), ...inputs.values }).filter(([, value]) => (value ?? undefined) !== undefined);
  const unknown = known.filter(([, value]) => isUnknown(value)).map(([property]) => property);
  const values: Values = Object.fromEntries(known.filter(([property]) => !unknown.includes(property)));
  return { noun, identity, values, declared: values, unknown, beyond: "anything" };
}

/**
 * The values of settings that are not declared, as far as the resource shows them. None for a
 * collection that existed before the stack.
 */
function beneath(noun: Noun, { identity, options, records }: Inputs): Values {
  const isNew = poolOf(identity) !== undefined && options.adopt !== true && records.previous === undefined;
  return records.inherited ?? (isNew && options.startFrom !== "inherited" ? documentedDefaults(noun) : {});
}

function asWarned(text: string): PolicyFinding[] {
  const code = codesIn(text).at(-1);
  return code === undefined ? [] : [{ code, text }];
}

function asFound(finding: Finding): PolicyFinding {
  return { code: finding.code, text: findingText(finding) };
}

function keyOf({ identity }: Judged): string {
  return identityKey(formatIdentity(identity));
}
