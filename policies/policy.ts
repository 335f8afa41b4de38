import type {
  EnforcementLevel,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { findingsAmong, findingsIn } from "pulumi-lync/policies";
import type { PolicyFinding } from "pulumi-lync/policies";
import { known } from "./known";

/** A policy as data: which findings of the guards violate it. */
export interface PolicyRow {
  name: string;
  /** What is true if a stack follows the policy, as a sentence. */
  description: string;
  /** What to declare if a stack violates it. */
  remediation: string;
  /**
   * What a violation does unless a configuration says otherwise. `mandatory` fails the preview,
   * `advisory` warns.
   */
  enforcementLevel: EnforcementLevel;
  /** The codes of the findings that violate it. */
  codes: readonly PolicyFinding["code"][];
  configSchema?: PolicyConfigSchema;
}

/**
 * The two halves of a policy. @pulumi/policy runs one half for each resource before the resource is
 * written, and the other half for the whole stack.
 */
export type GuardPolicy = ResourceValidationPolicy & StackValidationPolicy;

/** Makes a policy from a row. */
export function policyOf({ codes, remediation, ...policy }: PolicyRow): GuardPolicy {
  const breaks = ({ code }: PolicyFinding): boolean => codes.includes(code);
  const messageOf = ({ text }: PolicyFinding): string => `${text}\n${remediation}`;
  return {
    ...policy,
    remediationSteps: remediation,
    validateResource: (args: ResourceValidationArgs, report: ReportViolation): void => {
      const { allowedDomains } = args.getConfig<{ allowedDomains?: string[] }>();
      const options = allowedDomains === undefined ? {} : { metadataDomains: allowedDomains };
      const findings = findingsIn({ type: args.type, properties: known(args.props) }, options);
      for (const finding of findings.filter(breaks)) report(messageOf(finding));
    },
    validateStack: ({ resources }: StackValidationArgs, report: ReportViolation): void => {
      const declared = resources.map(({ type, props, urn }) => ({ type, urn, properties: known(props) }));
      for (const { resource, finding } of findingsAmong(declared)) if (breaks(finding)) report(messageOf(finding), resource.urn);
    },
  };
}
