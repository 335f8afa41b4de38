import { nouns } from "../../../configurations/nouns";
import { howToGetRole, howToInstall } from "../../../howTo";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { placeOf, wayOf } from "./place";

/**
 * The cmdlets that a change needs. Get is among them, because the collection is read before and
 * after a change.
 */
const needed = nouns.flatMap(({ cs }) => ["Get", "New", "Set", "Remove"].map((verb) => `${verb}-${cs}`));

/**
 * Checks that the module has the cmdlets that a change needs. At a remote endpoint, the account's
 * role must have them.
 */
export const cmdletsCheck: Check<DeploymentContext> = {
  name: "Cmdlets",
  asked: "Get-Command -Name *-Cs*, in the session.",
  run: async (context) => {
    const { module, moduleVersion, cmdlets } = await context.deployment.about();
    const isRemote = wayOf(context) === "remote";
    const lacking = needed.filter((cmdlet) => !cmdlets.includes(cmdlet));
    const base = { check: cmdletsCheck.name, subject: placeOf(context) };
    const from = isRemote ? `in the session at ${module}` : `in the session that imported ${module}.`;
    const asked = `Get-Command -Name *-Cs*, ${from}`;
    const who = isRemote ? "The role of the account" : `The module ${module}, version ${moduleVersion},`;
    if (lacking.length === 0)
      return [{ ...base, status: "fine", asked, found: `${who} has all ${needed.length} cmdlets that a change needs.` }];
    const found = `${who} lacks cmdlets that a change needs: ${lacking.join(", ")}.`;
    const finding: Pick<Result, "code" | "advice"> = isRemote
      ? { code: "roleIncomplete", advice: howToGetRole }
      : { code: "moduleMissing", advice: howToInstall };
    return [{ ...base, status: "finding", asked, found, ...finding }];
  },
};
