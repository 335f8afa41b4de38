import type { Noun, Values } from "../configurations/noun";
import { webValues } from "./rules/typedValues";

/**
 * What the guards of a collection need to know about the rest of the program: which Web Services it
 * declares, how users sign in at its pools, or nothing.
 */
export type Hearing = "webServices" | "signIn" | "nothing";

/** @param identity in lower case; undefined as long as it is not known. */
export function hearingOf(noun: Noun, identity: string | undefined): Hearing {
  switch (noun.governs) {
    case "webTicket":
      // Other pools inherit it unless they have a collection of their own.
      return isOfService(identity) ? "nothing" : "webServices";
    case "proxySignIn":
      return "signIn";
    case "nothing":
      return "nothing";
  }
}

/**
 * What the guards of other resources need to know about a resource of the program: whether it is
 * Web Services that may make a pool passive, or a proxy.
 */
export interface Heard {
  isWebService: boolean;
  isPassive: boolean;
  isProxy: boolean;
}

/** @param identity in lower case; undefined as long as it is not known. */
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
