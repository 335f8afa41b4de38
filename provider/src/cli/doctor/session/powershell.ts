import { howToAllowScripts } from "../../../howTo";
import type { About } from "../../../deployment/deployment";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { wayOf, type Way } from "./place";

const base = { check: "PowerShell", subject: "this machine" };

/** Shows the session's PowerShell, its language mode and its execution policy. */
export const powershellCheck: Check<DeploymentContext> = {
  name: base.check,
  asked: "$PSVersionTable, in the session on this machine.",
  run: async (context) => {
    const about = await context.deployment.about();
    if (about.powershell === null) {
      const found = "The simulator runs in Node.js, so no PowerShell is needed here.";
      return [{ ...base, status: "notAsked", asked: "$PSVersionTable", found }];
    }
    return [versionResult(about), policyResult(about, wayOf(context))];
  },
};

// Always fine, because a PowerShell that is too old or too restricted opens no session.
function versionResult({ powershell, edition, languageMode, operatingSystem }: About): Result {
  return {
    ...base,
    status: "fine",
    asked: "$PSVersionTable and $ExecutionContext.SessionState.LanguageMode, in the session on this machine.",
    found: `PowerShell ${String(powershell)} (${String(edition)}) runs in the language mode ${String(languageMode)}, on ${operatingSystem}.`,
  };
}

/** The policies under which only signed scripts run, or none. */
const strictPolicies: readonly string[] = ["Restricted", "AllSigned"];

/**
 * The result for an execution policy. No policy is a finding, because the module is already loaded.
 */
export function policyResult({ executionPolicy }: Pick<About, "executionPolicy">, way: Way): Result {
  const asked = { ...base, asked: "Get-ExecutionPolicy, in the session on this machine." };
  if (executionPolicy === null) {
    return {
      ...asked,
      status: "information",
      found: "Get-ExecutionPolicy did not return the execution policy. The session opened anyway.",
    };
  }
  const found = `The execution policy is ${executionPolicy}.`;
  if (!strictPolicies.includes(executionPolicy)) return { ...asked, status: "fine", found };
  if (way === "remote")
    return { ...asked, status: "fine", found: `${found} The cmdlets run on the server, so the policy refuses nothing here.` };
  const advice = `If PowerShell refuses a script of the module later: ${howToAllowScripts}`;
  return { ...asked, status: "information", found: `${found} The module loaded anyway.`, advice };
}
