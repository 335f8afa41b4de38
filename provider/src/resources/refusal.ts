import * as pulumi from "@pulumi/pulumi";
import type { Code } from "../codes";
import { findingText } from "../finding";

/** The error that ends a program with one clean sentence, before anything has changed. */
export function refusal(code: Code, message: string): pulumi.RunError {
  return new pulumi.RunError(findingText({ code, message }));
}
