import type { Values } from "../configurations/noun";

// What the values of sign-in settings mean together. A value that is missing cannot be read, or is not known yet: it counts as off for "is there a way?", and as on for "is passive alone?".

/** Whether passive authentication is the only way in: without Windows sign-in and PIN beside it. A certificate is no other way, for a client gets it after it signed in by one. */
export function isPassiveAlone(web: Values): boolean {
  return web.useWsFedPassiveAuth === true && web.useWindowsAuth === "None" && web.usePinAuth === false;
}

/** Who has a way to a web ticket, and so to a certificate: PIN is one for phones only; with modern authentication on, OAuth is one. */
export function waysToTicket(web: Values, { modernAuthentication }: { modernAuthentication: boolean }): "everyone" | "phones" | "none" {
  const isWindowsOn = web.useWindowsAuth !== undefined && web.useWindowsAuth !== "None";
  if (web.useWsFedPassiveAuth === true || isWindowsOn || modernAuthentication) return "everyone";
  return web.usePinAuth === true ? "phones" : "none";
}

/** Whether it takes OAuth for everyone to have a way to a web ticket. */
export function hasNoWay(web: Values): boolean {
  return waysToTicket(web, { modernAuthentication: false }) !== "everyone";
}

/** What the Web Services of several pools offer together: a method is on where one of them has it on. */
export function offeredTogether(webs: readonly Values[]): Values {
  const valueOf = (property: string, offValue: unknown): unknown => {
    const values = webs.map((web) => web[property]);
    return values.find((value) => value !== undefined && value !== offValue) ?? (values.includes(undefined) ? undefined : offValue);
  };
  return {
    useWsFedPassiveAuth: valueOf("useWsFedPassiveAuth", false),
    useWindowsAuth: valueOf("useWindowsAuth", "None"),
    usePinAuth: valueOf("usePinAuth", false),
  };
}

/** Whether a setting is not known yet that decides either. */
export function isTicketUnknown(unknown: readonly string[]): boolean {
  return ["useWsFedPassiveAuth", "useWindowsAuth", "usePinAuth"].some((property) => unknown.includes(property));
}

/** Whether NTLM lets Lync 2010 and later clients in at a proxy. */
function isNtlmOn(proxy: Values): boolean {
  return proxy.useNtlmForClientToProxyAuth === true && proxy.disableNtlmFor2010AndLaterClients !== true;
}

/** A proxy's values with NTLM off where it is left to clients before Lync 2010 alone. */
export function forPresentClients(values: Values): Values {
  return values.useNtlmForClientToProxyAuth === undefined ? values : { ...values, useNtlmForClientToProxyAuth: isNtlmOn(values) };
}

const proxyMethods = ["useCertificateForClientToProxyAuth", "useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"];

function leavesAlone(method: string, proxy: Values): boolean {
  const present = forPresentClients(proxy);
  return proxyMethods.every((one) => present[one] === (one === method));
}

/** Whether certificates are a proxy's only method. */
export function leavesCertificateAlone(proxy: Values): boolean {
  return leavesAlone("useCertificateForClientToProxyAuth", proxy);
}

/** Whether Kerberos is. */
export function leavesKerberosAlone(proxy: Values): boolean {
  return leavesAlone("useKerberosForClientToProxyAuth", proxy);
}

/** The methods by which any client signs in at a proxy without a web ticket. */
export function passwordMethods(proxy: Values): string[] {
  return ["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"].filter((property) => proxy[property] === true);
}
