import type { Noun, Values } from "../configurations/noun";
import { webValues } from "./rules/typedValues";

/**
 * What the guards of a collection need to hear of the rest of the program: which Web Services it
 * declares, how its pools sign in, or nothing.
 */
export type Hearing = "webServices" | "signIn" | "nothing";

/** @param identity in lower case; undefined while it is not known. */
export function hearingOf(noun: Noun, identity: string | undefined): Hearing {
  switch (noun.governs) {
    case "webTicket":
      // Others inherit it, unless they have their own.
      return isOfService(identity) ? "nothing" : "webServices";
    case "proxySignIn":
      return "signIn";
    case "nothing":
      return "nothing";
  }
}

/**
 * What a resource of the program is to the guards of others: Web Services, of which a pool's own
 * may make it passive, or a proxy.
 */
export interface Heard {
  isWebService: boolean;
  isPassive: boolean;
  isProxy: boolean;
}

/** @param identity in lower case; undefined while it is not known. */
export function heardOf(noun: Noun, identity: string | undefined, values: Values): Heard {
  const isWebService = noun.governs === "webTicket";
  return {
    isWebService,
    isPassive: isWebService && isOfService(identity) && webValues(values).useWsFedPassiveAuth === true,
    isProxy: noun.governs === "proxySignIn",
  };
}

function isOfService(identity: string | undefined): boolean {
  return identity?.startsWith("service:") === true;
}
