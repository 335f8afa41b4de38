import { defined } from "../../defined";
import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";

// What the values of sign-in settings mean together. A value that is missing cannot be read, or is
// not known yet: it counts as off for "is there a way?", and as on for "is passive alone?".

/**
 * Whether passive authentication is the only way in: without Windows sign-in and PIN beside it. A
 * certificate is no other way, for a client gets it after it signed in by one.
 */
export function isPassiveAlone(web: WebServiceValues): boolean {
  return web.useWsFedPassiveAuth === true && web.useWindowsAuth === "None" && web.usePinAuth === false;
}

/**
 * Who has a way to a web ticket, and so to a certificate: PIN is one for phones only; OAuth is one
 * where it is offered.
 */
export function waysToTicket(web: WebServiceValues, { offersOAuth }: { offersOAuth: boolean }): "everyone" | "phones" | "none" {
  const isWindowsOn = web.useWindowsAuth !== undefined && web.useWindowsAuth !== "None";
  if (web.useWsFedPassiveAuth === true || isWindowsOn || offersOAuth) return "everyone";
  return web.usePinAuth === true ? "phones" : "none";
}

/** Whether it takes OAuth for everyone to have a way to a web ticket. */
export function needsOAuth(web: WebServiceValues): boolean {
  return waysToTicket(web, { offersOAuth: false }) !== "everyone";
}

/**
 * What the Web Services of several pools offer together: a method is on where one of them has it
 * on.
 */
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

/** What a method is where it is off. */
export const off = {
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
  useWsFedPassiveAuth: false,
} as const satisfies WebServiceValues;

/** The settings that decide who has a way to a web ticket. */
const ticketSettings = ["useWsFedPassiveAuth", "useWindowsAuth", "usePinAuth"] as const satisfies readonly (keyof WebServiceValues)[];

/** Whether a setting is not known yet that decides either. */
export function isTicketUnknown(unknown: readonly string[]): boolean {
  return ticketSettings.some((property) => unknown.includes(property));
}

/** The setting that leaves NTLM to clients before Lync 2010. */
export const ntlmSwitch = "disableNtlmFor2010AndLaterClients" satisfies keyof ProxyValues;

/** Whether NTLM lets Lync 2010 and later clients in at a proxy. */
function isNtlmOn(proxy: ProxyValues): boolean {
  return proxy.useNtlmForClientToProxyAuth === true && proxy[ntlmSwitch] !== true;
}

/** Values with NTLM off where it is left to clients before Lync 2010 alone. */
export function forPresentClients<V extends ProxyValues>(values: V): V {
  return values.useNtlmForClientToProxyAuth === undefined ? values : { ...values, useNtlmForClientToProxyAuth: isNtlmOn(values) };
}

/** The methods by which any client signs in at a proxy without a web ticket. */
const withoutTicket = ["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"] as const satisfies readonly (keyof ProxyValues)[];
const proxyMethods = ["useCertificateForClientToProxyAuth", ...withoutTicket] as const satisfies readonly (keyof ProxyValues)[];
type ProxyMethod = (typeof proxyMethods)[number];

function leavesAlone(method: ProxyMethod, proxy: ProxyValues): boolean {
  const present = forPresentClients(proxy);
  return proxyMethods.every((one) => present[one] === (one === method));
}

/** Whether certificates are a proxy's only method. */
export function leavesCertificateAlone(proxy: ProxyValues): boolean {
  return leavesAlone("useCertificateForClientToProxyAuth", proxy);
}

/** Whether Kerberos is. */
export function leavesKerberosAlone(proxy: ProxyValues): boolean {
  return leavesAlone("useKerberosForClientToProxyAuth", proxy);
}

/** The methods that are on by which any client signs in at a proxy without a web ticket. */
export function passwordMethods(proxy: ProxyValues): (typeof withoutTicket)[number][] {
  return withoutTicket.filter((property) => proxy[property] === true);
}

/** Those of these methods that have no value, so that it is unknown whether they are on. */
export function unknownPasswordMethods(proxy: ProxyValues): (typeof withoutTicket)[number][] {
  return withoutTicket.filter((property) => proxy[property] === undefined);
}
