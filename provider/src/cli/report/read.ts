import type { Deployment } from "../../deployment/deployment";
import type { DeclaredStack } from "../declaredStack";
import type { Say } from "../progress";
import type { Report } from "./report";

/** Reads who can sign in how. */
export async function readReport(deployment: Deployment, stacks: readonly DeclaredStack[], say: Say): Promise<Report> {
  say("Reading the pools.");
  await deployment.directory();
  return {
    version: 1,
    readAt: new Date().toISOString(),
    deployment: deployment.name,
    stacks: stacks.map(({ stack }) => stack),
    places: [],
    notes: [],
  };
}
