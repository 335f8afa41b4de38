import type { ProxyValues } from "../../provider/src/configurations/proxy";
import type { WebServiceValues } from "../../provider/src/configurations/webService";

/** A proxy that accepts only certificates. */
export const certificateAlone: ProxyValues = {
  useCertificateForClientToProxyAuth: true,
  useKerberosForClientToProxyAuth: false,
  useNtlmForClientToProxyAuth: false,
};

/** Web Services with every sign-in method off. */
export const off: WebServiceValues = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None", useWsFedPassiveAuth: false };

/** Web Services with passive authentication as the only method. */
export const passive: WebServiceValues = { ...off, useWsFedPassiveAuth: true };

/** A deployment that offers OAuth. */
export const modern = { offersOAuth: true };

/** A deployment that does not offer OAuth. */
export const ordinary = { offersOAuth: false };
