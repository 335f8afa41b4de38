import type { Noun } from "./noun";
import { boolean, choice, httpsUri } from "./setting";

/** The settings of a Web Services configuration, from the vendor's page of Set-CsWebServiceConfiguration. */
export const webServiceSettings = {
  /** Whether clients may sign in to Web Services with a certificate that the server issued to them. Documented default: true. Since 2010. */
  useCertificateAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "certificate" : undefined) }),

  /** Whether phones may sign in to Web Services with an extension and a PIN. Documented default: true. Since 2010. */
  usePinAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "PIN" : undefined) }),

  /**
   * How clients may sign in to Web Services with Windows credentials: `None`, `NTLM`, or `Negotiate` (Kerberos, else NTLM).
   * Its default is not documented by the vendor. Since 2010.
   */
  useWindowsAuth: choice(["None", "NTLM", "Negotiate"], {
    since: 2010,
    signIn: (value) => (value === "None" ? undefined : `Windows (${value})`),
  }),

  /** Whether clients sign in to Web Services through AD FS: passive authentication. Documented default: false. Since 2013. */
  useWsFedPassiveAuth: boolean({ since: 2013, default: false, signIn: (on) => (on ? "passive" : undefined) }),

  /**
   * Where AD FS publishes its federation metadata: an absolute https URI,
   * `https://<Federation Service Name>/federationmetadata/2007-06/federationmetadata.xml`. Documented default: empty. Since 2013.
   */
  wsFedPassiveMetadataUri: httpsUri({ since: 2013, default: "" }),
};

/** Settings of the web services of a Director, an Enterprise pool or a Standard Edition server. */
export const webService = {
  type: "WebServiceConfiguration",
  cs: "CsWebServiceConfiguration",
  siteScope: true,
  services: ["WebServer"],
  settings: webServiceSettings,
} as const satisfies Noun;
