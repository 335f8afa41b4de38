import { off } from "../../../../guards/rules/methods";
import type { ExpectedWeb } from "../../../../guards/webPlaces";

/** A setting that turns a sign-in method of Web Services on or off. */
export type Method = "useWindowsAuth" | "useCertificateAuth" | "usePinAuth" | "useWsFedPassiveAuth";

/**
 * The ports of a web ticket service by their lower-cased names. Each has the setting that offers
 * it, or `none` if no setting does.
 *
 * Unverified: no page of the vendor lists the ports. The names are the values of the setting
 * MobilePreferredAuthType. The open-source client SIPE reads WebTicketServiceWinNegotiate,
 * WebTicketServiceAnon and WsFedBearer as names of ports.
 */
const ports: ReadonlyMap<string, Method | "none"> = new Map<string, Method | "none">([
  ["webticketservicewinnegotiate", "useWindowsAuth"],
  ["webticketservicewinntlm", "useWindowsAuth"],
  ["webticketservicecert", "useCertificateAuth"],
  ["webticketservicepin", "usePinAuth"],
  ["wsfedpassive", "useWsFedPassiveAuth"],
  ["webticketserviceanon", "none"],
  ["wsfedbearer", "none"],
  ["oauth", "none"],
]);

/** The sign-in methods in words. */
export const methodWords: Record<Method, string> = {
  useWindowsAuth: "Windows sign-in",
  useCertificateAuth: "sign-in by certificate",
  usePinAuth: "sign-in by PIN",
  useWsFedPassiveAuth: "passive authentication",
};

/** The setting that offers a port; `none` if no setting does, undefined if the name is unknown. */
export function methodOf(port: string): Method | "none" | undefined {
  return ports.get(port.toLowerCase());
}

/** Whether a method is stored as on; undefined if that is unknown. */
export function isStoredOn(web: ExpectedWeb | undefined, method: Method): boolean | undefined {
  const value = web === undefined || web.unknown.includes(method) ? undefined : web.values[method];
  return value === undefined ? undefined : value !== off[method];
}
