import { count } from "../../words";
import type { Check, DeploymentContext } from "../check";
import { readPassive, type PassiveState } from "./passive";
import { teller } from "./tell";
import { unreadResults } from "./unread";

const name = "Passive authentication";
const asked = "Get-CsWebServiceConfiguration | Select-Object Identity, UseWsFedPassiveAuth, UseWindowsAuth, UsePinAuth";
const tell = teller(name, asked);

/**
 * Counts the pools where passive authentication is on, and where it is declared. Both counts are
 * information, because neither is right or wrong. It also reports what could not be read.
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
  const more = beside === 0 ? "" : ` At ${count(beside, "pool")} it is on together with other methods.`;
  return `Passive authentication is the only sign-in method at ${alone} of ${count(states.length, "pool")} with Web Services.${more}`;
}

function declaredWords(states: readonly PassiveState[]): string {
  return `The stacks declare it for ${count(states.filter(({ isDeclared }) => isDeclared).length, "pool")}.`;
}
