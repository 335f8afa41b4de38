import { howToBecomeAdmin } from "../../../howTo";
import type { About } from "../../../deployment/deployment";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { placeOf, wayOf } from "./place";

/** Checks that the account may change the deployment, as far as its token or its sign-in shows. */
export const accountCheck: Check<DeploymentContext> = {
  name: "Account",
  asked: "whoami /groups, for the account that the session runs as.",
  run: async (context) => {
    const about = await context.deployment.about();
    const base = { check: accountCheck.name, subject: placeOf(context) };
    switch (wayOf(context)) {
      case "simulated":
        return [{ ...base, status: "notAsked", asked: "whoami", found: "A simulated deployment lets every account do everything." }];
      case "remote": {
        const asked = "The account that signs in to the endpoint from this machine.";
        const account = context.config.remote?.username ?? about.account;
        return [{ ...base, status: "fine", asked, found: `${account} signed in. Its role decides what it may do; see the check Cmdlets.` }];
      }
      case "local":
        return [{ ...base, ...groupResult(about) }];
    }
  },
};

/** The result for the groups in the token of an account on this machine. */
export function groupResult({ account, isServerAdmin }: Pick<About, "account" | "isServerAdmin">): Omit<Result, "check" | "subject"> {
  const asked = "whoami /groups, for the account that the session runs as, on this machine.";
  const group = "RTCUniversalServerAdmins";
  if (isServerAdmin === true) return { status: "fine", asked, found: `${account} has the group ${group} in its token.` };
  if (isServerAdmin === false) {
    const found = `${account} does not have the group ${group} in its token, so the server refuses its changes.`;
    return { status: "finding", code: "notAdministrator", asked, found, advice: howToBecomeAdmin };
  }
  const found = `It is unknown whether ${account} has the group ${group} in its token, because this system did not return the names of the groups.`;
  const advice = `Run whoami /groups on Windows with this account, while a domain controller can be reached. If the group is missing: ${howToBecomeAdmin}`;
  return { status: "unknown", code: "notJudged", asked, found, advice };
}
