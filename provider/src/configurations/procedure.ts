import type { PoolRole } from "./poolRole";

// The settings of the vendor's procedure for passive authentication, by collection.

/**
 * In Web Services, passive authentication is on. Every other method is off, because a client
 * prefers every other method.
 */
export const webServiceOfPassive = {
  useWsFedPassiveAuth: true,
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
} as const;

/**
 * At the proxy, Kerberos and NTLM are off. Certificates stay on, because a client turns its web
 * ticket into a sign-in with a certificate.
 */
export const proxyOfPassive = {
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
  useCertificateForClientToProxyAuth: true,
} as const;

/** The collections that each role gets. */
export const collectionsOf: Record<PoolRole, { webService?: "WebServer"; proxy?: "Registrar" | "EdgeServer" }> = {
  director: { webService: "WebServer" },
  enterprisePool: { webService: "WebServer", proxy: "Registrar" },
  standardEdition: { webService: "WebServer", proxy: "Registrar" },
  edge: { proxy: "EdgeServer" },
};
