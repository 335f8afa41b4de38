import type * as pulumi from "@pulumi/pulumi";
import { LyncError } from "../errors";
import { findingText, type Finding } from "../finding";
import type { Scope } from "../stack/memory";
import { OtherDeployment, refuseAsBefore } from "./otherDeployment";

/**
 * Runs a verb and records why it was refused. Once the process has seen a state of another
 * deployment, every verb is refused, because with `--replace` create receives no state that would
 * show it.
 */
export async function orRecordRefusal<T>(scope: Scope, verb: (scope: Scope) => Promise<T>): Promise<T> {
  refuseAsBefore(scope);
  return recordingRefusal(scope, () => verb(scope));
}

/**
 * Runs check and records why it was refused. Check first reports what is wrong with its resource,
 * and throws earlier refusals itself.
 */
export async function recordingRefusal<T>({ memory }: Scope, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof OtherDeployment) memory.underWay.recordRefusal(error);
    throw error;
  }
}

/**
 * Returns the result of check. An error becomes a failure without a property, because the engine
 * prints that as one clean line.
 */
export async function orFailure(news: object, check: () => Promise<pulumi.dynamic.CheckResult>): Promise<pulumi.dynamic.CheckResult> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    return { inputs: news, failures: [failureOf({ code: error.code, property: "", message: error.message })] };
  }
}

/** A refusal in the form that the engine takes. */
export function failureOf(finding: Pick<Finding, "code" | "property" | "message" | "before">): pulumi.dynamic.CheckFailure {
  return { property: finding.property, reason: findingText(finding) };
}
