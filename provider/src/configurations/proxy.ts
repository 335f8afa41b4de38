import type { Noun } from "./noun";
import { boolean } from "./setting";

/** The settings of a proxy configuration, from the vendor's page of Set-CsProxyConfiguration. */
export const proxySettings = {
  /**
   * Whether clients may sign in to the Registrar or Edge Server with a certificate. Passive authentication needs it on: with it a client
   * turns its web ticket into a sign-in. Documented default: true. Since 2010.
   */
  useCertificateForClientToProxyAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "certificate" : undefined) }),

  /** Whether clients may sign in to the Registrar or Edge Server with Kerberos. Documented default: true. Since 2010. */
  useKerberosForClientToProxyAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "Kerberos" : undefined) }),

  /** Whether clients may sign in to the Registrar or Edge Server with NTLM. Documented default: true. Since 2010. */
  useNtlmForClientToProxyAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "NTLM" : undefined) }),
};

/** Settings of the SIP proxy of an Enterprise pool, a Standard Edition server or an Edge pool. */
export const proxy = {
  type: "ProxyConfiguration",
  cs: "CsProxyConfiguration",
  siteScope: false,
  services: ["Registrar", "EdgeServer"],
  settings: proxySettings,
} as const satisfies Noun;
