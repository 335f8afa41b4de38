import { defined } from "../../defined";
import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";

// What the values of sign-in settings mean together. A missing value could not be read, or is not
// known yet. It counts as off for "can a client get a web ticket?", and as on for "is the pool
// passive?".

/**
 * Whether Web Services are passive, so Windows sign-in and PIN are off. Certificates do not count,
 * because a client gets one only after it has signed in by another method.
 */
export function isPassiveAlone(web: WebServiceValues): boolean {
  return web.useWsFedPassiveAuth === true && web.useWindowsAuth === "None" && web.usePinAuth === false;
}

/**
 * Which clients can get a web ticket, and so a certificate. PIN gives one only to phones. OAuth
 * gives one if it is offered.
 */
export function waysToTicket(web: WebServiceValues, { offersOAuth }: { offersOAuth: boolean }): "everyone" | "phones" | "none" {
  const isWindowsOn = web.useWindowsAuth !== undefined && web.useWindowsAuth !== "None";
  if (web.useWsFedPassiveAuth === true || isWindowsOn || offersOAuth) return "everyone";
  return web.usePinAuth === true ? "phones" : "none";
}

/** Whether only OAuth would let every client get a web ticket. */
export function needsOAuth(web: WebServiceValues): boolean {
  return waysToTicket(web, { offersOAuth: false }) !== "everyone";
}

/** The sign-in methods of several pools together: a method is on if one of the pools has it on. */
export function offeredTogether(webs: readonly WebServiceValues[]): WebServiceValues {
  return defined({
    useWsFedPassiveAuth: together(webs, "useWsFedPassiveAuth"),
    useWindowsAuth: together(webs, "useWindowsAuth"),
    usePinAuth: together(webs, "usePinAuth"),
  });
}

function together<P extends keyof typeof off>(webs: readonly WebServiceValues[], property: P): WebServiceValues[P] {
  const values = webs.map((web) => web[property]);
  const isOff = (value: WebServiceValues[P]): boolean => value === off[property];
  return values.find((value) => value !== undefined && !isOff(value)) ?? (values.includes(undefined) ? undefined : values.find(isOff));
}

/** The value of each method that turns it off. */
export const off = {
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
  useWsFedPassiveAuth: false,
} as const satisfies WebServiceValues;

/** The settings that decide which clients can get a web ticket. */
const ticketSettings = ["useWsFedPassiveAuth", "useWindowsAuth", "usePinAuth"] as const satisfies readonly (keyof WebServiceValues)[];

/** Whether one of the settings that decide it is not known yet. */
export function isTicketUnknown(unknown: readonly string[]): boolean {
  return ticketSettings.some((property) => unknown.includes(property));
}

/** The setting that allows NTLM only for clients older than Lync 2010. */
export const ntlmSwitch = "disableNtlmFor2010AndLaterClients" satisfies keyof ProxyValues;

/** Whether NTLM lets clients of Lync 2010 and later sign in at a proxy. */
function isNtlmOn(proxy: ProxyValues): boolean {
  return proxy.useNtlmForClientToProxyAuth === true && proxy[ntlmSwitch] !== true;
}

/** The values with NTLM off if only clients older than Lync 2010 may use it. */
export function forPresentClients<V extends ProxyValues>(values: V): V {
  return values.useNtlmForClientToProxyAuth === undefined ? values : { ...values, useNtlmForClientToProxyAuth: isNtlmOn(values) };
}

/** The methods by which any client can sign in at a proxy without a web ticket. */
const withoutTicket = ["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"] as const satisfies readonly (keyof ProxyValues)[];
const proxyMethods = ["useCertificateForClientToProxyAuth", ...withoutTicket] as const satisfies readonly (keyof ProxyValues)[];
type ProxyMethod = (typeof proxyMethods)[number];

function leavesAlone(method: ProxyMethod, proxy: ProxyValues): boolean {
  const present = forPresentClients(proxy);
  return proxyMethods.every((one) => present[one] === (one === method));
}

/** Whether certificates are the only method of a proxy. */
export function leavesCertificateAlone(proxy: ProxyValues): boolean {
  return leavesAlone("useCertificateForClientToProxyAuth", proxy);
}

/** Whether Kerberos is the only method of a proxy. */
export function leavesKerberosAlone(proxy: ProxyValues): boolean {
  return leavesAlone("useKerberosForClientToProxyAuth", proxy);
}

/** The methods by which any client can sign in at a proxy without a web ticket, and that are on. */
export function passwordMethods(proxy: ProxyValues): (typeof withoutTicket)[number][] {
  return withoutTicket.filter((property) => proxy[property] === true);
}

/** The methods among these that have no value, so it is unknown whether they are on. */
export function unknownPasswordMethods(proxy: ProxyValues): (typeof withoutTicket)[number][] {
  return withoutTicket.filter((property) => proxy[property] === undefined);
}

/** Says that methods are on, as a part of a sentence: "useNtlmForClientToProxyAuth is on". */
export function areOn(methods: readonly string[]): string {
  return `${methods.join(" and ")} ${methods.length === 1 ? "is" : "are"} on`;
}
