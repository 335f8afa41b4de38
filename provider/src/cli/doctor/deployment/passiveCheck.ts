import { count } from "../../words";
import type { Check, DeploymentContext } from "../check";
import { readPassive, type PassiveState } from "./passive";
import { teller } from "./tell";
import { unreadResults } from "./unread";

const name = "Passive authentication";
const asked = "Get-CsWebServiceConfiguration | Select-Object Identity, UseWsFedPassiveAuth, UseWindowsAuth, UsePinAuth.";
const tell = teller(name, asked);

/**
 * At how many pools passive authentication is on and declared, and where that could not be read. It
 * is neither right nor wrong.
 */
export const passiveCheck: Check<DeploymentContext> = {
  name,
  asked,
  run: async ({ deployment, stacks }) => {
    const states = await readPassive({ deployment, stacks });
    const found = [storedWords(states), ...(stacks.length === 0 ? [] : [declaredWords(states)])].join(" ");
    return [tell("information", deployment.name, { found }), ...unreadResults(states, tell)];
  },
};

function storedWords(states: readonly PassiveState[]): string {
  const alone = states.filter(({ isAlone }) => isAlone).length;
  const beside = states.filter(({ isOn, isAlone }) => isOn && !isAlone).length;
  const more = beside === 0 ? "" : ` It is on next to other methods at ${count(beside, "pool")}.`;
  return `Passive authentication is the only way in at ${alone} of ${count(states.length, "pool")} with Web Services.${more}`;
}

function declaredWords(states: readonly PassiveState[]): string {
  return `The stacks declare it for ${count(states.filter(({ isDeclared }) => isDeclared).length, "pool")}.`;
}
