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

/** A policy as data: which of the guards' findings break it. */
export interface PolicyRow {
  name: string;
  /** What holds where the policy is kept, in a sentence. */
  description: string;
  /** What to declare where it is broken. */
  remediation: string;
  /**
   * What a violation does where no configuration says otherwise: `mandatory` fails the preview,
   * `advisory` warns.
   */
  enforcementLevel: EnforcementLevel;
  /** The codes of the findings that break it. */
  codes: readonly PolicyFinding["code"][];
  configSchema?: PolicyConfigSchema;
}

/**
 * The two halves of a policy: @pulumi/policy runs the one for each resource, before it is written,
 * and the other for the whole stack.
 */
export type GuardPolicy = ResourceValidationPolicy & StackValidationPolicy;

/** Makes a policy of a row. */
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
