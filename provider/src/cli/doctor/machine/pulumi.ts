import semver from "semver";
import { neededVersions } from "../../../version";
import type { Check, MachineContext } from "../check";
import type { Result } from "../result";
import { findProgram, runProgram, type Ran } from "./programs";

const name = "Pulumi CLI";
const asked = "pulumi version, with this machine's PATH.";
const limitSeconds = 30;

/** Checks that a Pulumi CLI is on PATH, and that it is new enough. */
export const pulumiCheck: Check<MachineContext> = {
  name,
  asked,
  run: async () => {
    const file = findProgram("pulumi");
    if (file === undefined) return [missing()];
    const ran = await runProgram(file, { args: ["version"], env: quietEnvironment(process.env), seconds: limitSeconds });
    return [versionResult(file, ran)];
  },
};

const base = { check: name, subject: "this machine", asked };

function missing(): Result {
  return {
    ...base,
    status: "finding",
    code: "pulumiMissing",
    found: "There is no pulumi on PATH.",
    advice: `Install the Pulumi CLI, ${oldest()} or later (https://www.pulumi.com/docs/install/), and put it on PATH.`,
  };
}

/** The result for what `pulumi version` printed. */
export function versionResult(file: string, ran: Ran): Result {
  const version = "printed" in ran ? semver.parse(ran.printed) : null;
  if (version === null) {
    const why = "failure" in ran ? ran.failure : `It printed "${ran.printed}" instead.`;
    return {
      ...base,
      status: "unknown",
      code: "notJudged",
      found: `${file} did not print its version. ${why}`,
      advice: `Run pulumi version, and see what it prints.`,
    };
  }
  const found = `${file} is version ${version.version}.`;
  if (semver.gte(version, oldest())) return { ...base, status: "fine", found };
  return {
    ...base,
    status: "finding",
    code: "pulumiTooOld",
    found: `${found} pulumi-lync needs ${oldest()} or later.`,
    advice: `Update the Pulumi CLI to ${oldest()} or later (https://www.pulumi.com/docs/install/).`,
  };
}

function oldest(): string {
  const range = neededVersions().pulumi;
  return semver.minVersion(range)?.version ?? range;
}

/**
 * The environment in which `pulumi version` only prints its version. It does not look for a newer
 * one, and writes no trace or log.
 */
function quietEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([variable]) => !/^PULUMI_(?!HOME$)/i.test(variable));
  return { ...Object.fromEntries(kept), PULUMI_SKIP_UPDATE_CHECK: "true" };
}
