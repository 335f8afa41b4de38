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
  /**
   * The resource's type, as in the state. Resources with a type of another package are ignored.
   */
  type: string;
  /**
   * The resource's inputs that check returned, or its outputs. A value that is not known yet is
   * Pulumi's unknown value.
   */
  properties: Record<string, unknown>;
}

/** A finding of a guard, by which a policy decides. */
export interface PolicyFinding {
  /** The code of the finding, such as `noMethodLeft`. docs/findings.md lists all codes. */
  code: Code;
  /** The reason and what to do, with the code in brackets at the end. */
  text: string;
}

/** Options of the rules. A policy may take them from its own configuration. */
export interface PolicyOptions {
  /**
   * The domains that are allowed for the host of a metadata URI. `contoso.com` allows
   * `contoso.com` and `sts.contoso.com`.
   *
   * @default all domains
   */
  metadataDomains?: readonly string[];
}

/**
 * Returns the findings about one resource by itself, for a policy's `validateResource`. First come
 * the preview's warnings, which take the deployment into account. Then come the findings of the
 * same rules about only what the program declares, even if an option such as `allowGlobalPassive`
 * allows it.
 *
 * @param resource the resource. If it is of another package, or only read, it has no findings.
 *
 * @example
 * ```ts
 * // `known` is in policies/known.ts. It makes properties that can be read before they are known.
 * const validateResource: ResourceValidation = ({ type, props }, report) => {
 *   for (const { code, text } of findingsIn({ type, properties: known(props) }))
 *     if (code === "globalPassive") report(text);
 * };
 * ```
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
 * Returns the findings about each pool's proxy together with the pool's own Web Services, for a
 * policy's `validateStack`. The findings are at the proxies. Web Services that the stack does not
 * have count as unknown. Proxies of Edges are left out, because the stack does not show which pool
 * is behind an Edge.
 *
 * @param resources all resources of the stack. Those of other packages are ignored.
 * @returns the findings, each with the resource that was passed in.
 *
 * @example
 * ```ts
 * const validateStack: StackValidation = ({ resources }, report) => {
 *   const all = resources.map(({ type, props, urn }) => ({ type, urn, properties: known(props) }));
 *   for (const { resource, finding } of findingsAmong(all)) report(finding.text, resource.urn);
 * };
 * ```
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
  /** The collection to judge; undefined if its identity is not known yet. */
  judged: Judged | undefined;
}

/**
 * What a resource declares; undefined for one of another package, and for one that is only read.
 */
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
