import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const roles = ["director", "enterprisePool", "standardEdition", "edge"] as const;

const configuration = z.strictObject({
  /** The Federation Service Name of the AD FS farm. */
  federationService: z.string().min(1),
  /** The pools that are passive. One that is taken out of the list goes back to what it was. */
  pools: z.array(
    z.strictObject({
      /** The pool's fully qualified domain name. */
      pool: z.string().min(1),
      role: z.enum(roles),
      /** Whether the pool was configured by hand, and is taken over. */
      adopt: z.boolean().optional(),
    }),
  ),
});

export type Configuration = z.infer<typeof configuration>;

/** Reads `contoso:federationService` and `contoso:pools` of the stack. @throws RunError naming all that is wrong, each with what is allowed. */
export function readConfiguration(): Configuration {
  const config = new pulumi.Config("contoso");
  const given: unknown = { federationService: config.get("federationService"), pools: config.getObject<unknown>("pools") };
  const result = configuration.safeParse(given);
  if (result.success) return result.data;
  throw new pulumi.RunError(
    `The stack's configuration cannot be used: ${result.error.issues.map((issue) => describe(issue, given)).join("; ")}`,
  );
}

function describe(issue: z.core.$ZodIssue, given: unknown): string {
  const place = issue.path.reduce<string>(
    (at, step) => (typeof step === "number" ? `${at}[${step}]` : at === "" ? String(step) : `${at}.${String(step)}`),
    "",
  );
  const value = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], given);
  if (value === undefined) return `contoso:${place} is missing`;
  if (issue.code === "unrecognized_keys") return `contoso:${place} has unknown ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
  const allowed =
    issue.code === "invalid_value"
      ? `is not one of ${issue.values.map((known) => JSON.stringify(known)).join(", ")}`
      : `is not allowed: ${issue.message}`;
  return `contoso:${place}: ${JSON.stringify(value)} ${allowed}`;
}
