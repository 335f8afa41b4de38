import { inWords } from "../../../finding";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { readPassive, type PassiveState } from "./passive";
import { teller } from "./tell";
import { poolsSubject } from "./words";

const name = "Modern authentication";
const asked = "Get-CsOAuthConfiguration | Select-Object ClientAuthorizationOAuthServerIdentity";
const tell = teller(name, asked);
const on = "Modern authentication (ADAL) is on in this deployment. A pool cannot combine it with passive authentication.";

/**
 * Checks that modern authentication is off if a pool has passive authentication on. Modern
 * authentication excludes passive authentication.
 */
export const modernAuthenticationCheck: Check<DeploymentContext> = {
  name,
  asked,
  run: async (context) => {
    const { deployment } = context;
    if (!(await deployment.modernAuthentication())) return [off(deployment.name)];
    const passive = (await readPassive(context)).filter(({ isOn }) => isOn);
    const isAllowed = ({ declared }: PassiveState): boolean => declared?.state.options.allowWithModernAuthentication === true;
    const names = (states: readonly PassiveState[]): string[] => states.map(({ pool }) => pool);
    if (passive.length === 0) return [noPassivePool(deployment.name)];
    return [...finding(names(passive.filter((one) => !isAllowed(one)))), ...allowed(names(passive.filter(isAllowed)))];
  },
};

function off(subject: string): Result {
  return tell("fine", subject, { found: "Modern authentication (ADAL) is off: ClientAuthorizationOAuthServerIdentity is not set." });
}

function noPassivePool(subject: string): Result {
  return tell("information", subject, {
    found: `${on} As stored, no pool has passive authentication on.`,
    advice:
      "Before you declare passive authentication for a pool, make sure that none of its clients uses modern authentication. Then declare allowWithModernAuthentication: true in its WebServiceConfiguration.",
  });
}

function finding(pools: readonly string[]): Result[] {
  if (pools.length === 0) return [];
  return [
    tell("finding", poolsSubject(pools), {
      code: "modernAuthentication",
      found: `${on} Both are on at ${inWords(pools)}, so clients that use modern authentication cannot sign in there.`,
      advice:
        "Turn one of them off. If no client of such a pool uses modern authentication, you can instead declare allowWithModernAuthentication: true in its WebServiceConfiguration.",
    }),
  ];
}

function allowed(pools: readonly string[]): Result[] {
  if (pools.length === 0) return [];
  return [
    tell("information", poolsSubject(pools), {
      found: `${on} Both are on at ${inWords(pools)}, as ${pools.length === 1 ? "its" : "their"} declaration permits with allowWithModernAuthentication: true.`,
    }),
  ];
}
