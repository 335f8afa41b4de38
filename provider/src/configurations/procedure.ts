import type { PoolRole } from "./poolRole";

// What the vendor's procedure for passive authentication sets, and where.

/**
 * In Web Services: passive authentication is on, with every other method off, for a client likes
 * passive least.
 */
export const webServiceOfPassive = {
  useWsFedPassiveAuth: true,
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
} as const;

/**
 * And at the proxy: without Kerberos and NTLM. Certificates stay on, for a client turns its web
 * ticket into a sign-in with one.
 */
export const proxyOfPassive = {
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
  useCertificateForClientToProxyAuth: true,
} as const;

/** Which collections each role gets. */
export const collectionsOf: Record<PoolRole, { webService?: "WebServer"; proxy?: "Registrar" | "EdgeServer" }> = {
  director: { webService: "WebServer" },
  enterprisePool: { webService: "WebServer", proxy: "Registrar" },
  standardEdition: { webService: "WebServer", proxy: "Registrar" },
  edge: { proxy: "EdgeServer" },
};
