import { inWords } from "../../../finding";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { readPassive, type PassiveState } from "./passive";
import { teller } from "./tell";
import { poolsSubject } from "./words";

const name = "Modern authentication";
const asked = "Get-CsOAuthConfiguration | Select-Object ClientAuthorizationOAuthServerIdentity.";
const tell = teller(name, asked);
const on = "Modern authentication (ADAL) is on in this deployment, and excludes passive authentication on a pool.";

/** Whether modern authentication is on where passive authentication is, which it excludes. */
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
    found: `${on} Passive authentication is on at no pool as stored.`,
    advice:
      "Before you declare passive authentication for a pool, see that none of its clients uses modern authentication, and declare allowWithModernAuthentication: true there.",
  });
}

function finding(pools: readonly string[]): Result[] {
  if (pools.length === 0) return [];
  return [
    tell("finding", poolsSubject(pools), {
      code: "modernAuthentication",
      found: `${on} Both are on at ${inWords(pools)}: clients that use modern authentication cannot sign in there.`,
      advice:
        "Turn one of them off. Where no client of such a pool uses modern authentication, declare allowWithModernAuthentication: true in its WebServiceConfiguration.",
    }),
  ];
}

function allowed(pools: readonly string[]): Result[] {
  if (pools.length === 0) return [];
  return [
    tell("information", poolsSubject(pools), {
      found: `${on} Both are on at ${inWords(pools)}, as ${pools.length === 1 ? "its" : "their"} allowWithModernAuthentication: true permits.`,
    }),
  ];
}
