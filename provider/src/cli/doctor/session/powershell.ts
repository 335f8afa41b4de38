import { howToAllowScripts } from "../../../howTo";
import type { About } from "../../../deployment/deployment";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { wayOf, type Way } from "./place";

const base = { check: "PowerShell", subject: "this machine" };

/** Which PowerShell the session is, in which language mode and under which execution policy. */
export const powershellCheck: Check<DeploymentContext> = {
  name: base.check,
  asked: "$PSVersionTable, in the session on this machine.",
  run: async (context) => {
    const about = await context.deployment.about();
    if (about.powershell === null) {
      const found = "The simulator runs in Node.js, so no PowerShell is needed here.";
      return [{ ...base, status: "notAsked", asked: "$PSVersionTable.", found }];
    }
    return [versionResult(about), policyResult(about, wayOf(context))];
  },
};

// An older one, or a restricted one, does not open a session at all.
function versionResult({ powershell, edition, languageMode, operatingSystem }: About): Result {
  return {
    ...base,
    status: "fine",
    asked: "$PSVersionTable and $ExecutionContext.SessionState.LanguageMode, in the session on this machine.",
    found: `PowerShell ${String(powershell)} (${String(edition)}) runs in the language mode ${String(languageMode)}, on ${operatingSystem}.`,
  };
}

/** Those under which a script runs only where somebody has signed it, or not at all. */
const strictPolicies: readonly string[] = ["Restricted", "AllSigned"];

/** What is said of an execution policy. The module is loaded already, so none is a finding. */
export function policyResult({ executionPolicy }: Pick<About, "executionPolicy">, way: Way): Result {
  const asked = { ...base, asked: "Get-ExecutionPolicy, in the session on this machine." };
  if (executionPolicy === null) {
    return {
      ...asked,
      status: "information",
      found: "Get-ExecutionPolicy did not tell the execution policy. The session opened all the same.",
    };
  }
  const found = `The execution policy is ${executionPolicy}.`;
  if (!strictPolicies.includes(executionPolicy)) return { ...asked, status: "fine", found };
  if (way === "remote") return { ...asked, status: "fine", found: `${found} The cmdlets run on the server, so it refuses nothing here.` };
  const advice = `Where a script of the module is refused later: ${howToAllowScripts}`;
  return { ...asked, status: "information", found: `${found} The module was loaded all the same.`, advice };
}
