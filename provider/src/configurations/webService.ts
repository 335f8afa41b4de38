import type { Noun } from "./noun";
import { boolean, caCertificates, choice, httpsUri, origins, text, timeSpan, uri, whole } from "./kinds";
import { byNameAlone } from "./setting";
import type { ValuesOf } from "./setting";

/**
 * The settings of a Web Services configuration, from the vendor's page of
 * Set-CsWebServiceConfiguration.
 */
export const webServiceSettings = {
  /**
   * Whether people without an account may join meetings through Lync Web App. This governs them,
   * not the sign-in methods. Documented default: true. Since 2010.
   */
  allowAnonymousAccessToLWAConference: boolean({ since: 2010, default: true }),

  /**
   * Whether users outside the network may be authenticated with OAuth. Documented default: true.
   * Since 2013.
   */
  allowExternalAuthentication: boolean({ since: 2013, default: true }),

  /**
   * Whether Lync Web App opens by itself for a user who joins a meeting in a browser that meets its
   * requirements (pop-up windows allowed, for one). Documented default: true. Since 2013.
   * Deprecated. Not for use with on-premises Skype for Business Server, whose cmdlets still take
   * it.
   */
  autoLaunchLyncWebAccess: boolean({ since: 2013, default: true, deprecated: true }),

  /**
   * How long the private key is that signs the certificates issued to clients: 2048 to 16384 bits
   * (the vendor's page says bytes). Documented default: 2048. Since 2010.
   */
  caSigningKeyLength: whole(
    "UInt64",
    { min: 2048, max: 16384 },
    { since: 2010, default: 2048, parameter: "CASigningKeyLength", unit: "bits (the vendor's page says bytes)" },
  ),

  /**
   * How long a browser may reuse the answer to a CORS preflight request, in seconds. Its meaning is
   * taken from its name. Its default is not documented by the vendor. Since 2015.
   */
  corsPreflightResponseMaxAgeInSeconds: whole("Int64", {}, { since: 2015, unit: "seconds" }),

  /**
   * The origins whose web applications may send cross-domain scripting requests to Web Services; an
   * application from any other is refused. Each begins with `http:` or `https:`, such as
   * `https://fabrikam.com`. It arrived with the February 2013 release of Lync Server 2013.
   * Documented default: empty. Since 2013. Unverified: whether it can be set through a remote
   * session; assume that it cannot.
   */
  crossDomainAuthorizationList: origins({
    since: 2013,
    default: [],
    unverified: "whether it can be set through a remote session; assume that it cannot",
  }),

  /**
   * How long a certificate issued to a client is valid if the client asks for no period of its own,
   * in hours: 8 to 8760 (365 days). A certificate already issued keeps its period: it signs its
   * user in, without a second factor, until it ends or `Revoke-CsClientCertificate` is run for the
   * user. Documented default: 4320 (180 days). Since 2010.
   */
  defaultValidityPeriodHours: whole("UInt64", { min: 8, max: 8760 }, { since: 2010, default: 4320, unit: "hours" }),

  /**
   * Whether a server that is shown a certificate for authentication downloads the chain that leads
   * from it to the issuing CA. A certificate is accepted only if its CA is trusted. Its default is
   * not documented by the vendor. Since 2010.
   */
  enableCertChainDownload: boolean({ since: 2010 }),

  /**
   * Whether Web Services supports Cross-Origin Resource Sharing (CORS), by which a browser lets web
   * applications of other origins call it. Its default is not documented by the vendor. Since 2015.
   * Unverified: whether Lync Server 2013 has it.
   */
  enableCORS: boolean({ since: 2015, unverified: "whether Lync Server 2013 has it" }),

  /**
   * Whether users may expand a distribution group among their contacts, to see its members and
   * their presence. Its default is not documented by the vendor. Since 2010.
   */
  enableGroupExpansion: boolean({ since: 2010 }),

  /**
   * Whether basic authentication is enabled for media. Its default is not documented by the vendor.
   * Since 2015.
   */
  enableMediaBasicAuth: boolean({ since: 2015 }),

  /**
   * Whether every HTTP response carries the header `X-MS-WebInfraStats`. Documented default: false.
   * Since 2013.
   */
  enableStatisticsInResponse: boolean({ since: 2013, default: false }),

  /**
   * The `max-age` of the `Strict-Transport-Security` header in HTTPS responses, in seconds: for so
   * long a browser that has seen it opens the host over HTTPS alone. A negative value leaves the
   * header out. Documented default: 315360000; the vendor's pages print 315,360,000 and call it one
   * year, which is 31,536,000. Since 2015.
   */
  hstsMaxAgeInSeconds: whole("Int64", {}, { since: 2015, documentedDefault: "315360000", unit: "seconds" }),

  /**
   * Whether servers take the issuing CA of a client's certificate from what the SSL connection
   * tells; while this is on, `trustedCACerts` is not used. A certificate is accepted only if its CA
   * is trusted. Its default is not documented by the vendor. Since 2010.
   */
  inferCertChainFromSSL: boolean({ since: 2010 }),

  /**
   * Where the meeting join page finds its configuration when it comes from a content delivery
   * network (`meetingUxUseCdn`): a URI. The vendor documents the name alone. Documented default:
   * empty. Since 2015.
   */
  joinLauncherCdnConfigUri: uri({ since: 2015, default: "" }),

  /**
   * How long the meeting join page waits for the content delivery network before it falls back to
   * the Web App on this pool: `hh:mm:ss`, such as `00:00:06`; `00:00:00` sets no limit. Its default
   * is not documented by the vendor on the cmdlet's page, but on its page about deploying web
   * clients: 6 seconds. Since 2015.
   */
  joinLauncherCdnTimeout: timeSpan({ since: 2015 }),

  /**
   * Where Skype for Business Web App finds its configuration when it comes from a content delivery
   * network: a URI. The vendor documents the name alone. Documented default: empty. Since 2015.
   */
  lwaCdnConfigUri: uri({ since: 2015, default: "", parameter: "LWACdnConfigUri" }),

  /**
   * The web service that tells which switch chassis and port a client's MAC address is connected
   * to: a URL. Enhanced 9-1-1 locates callers by it. Documented default: empty. Since 2010.
   */
  macResolverUrl: uri({ since: 2010, default: "", parameter: "MACResolverUrl" }),

  /**
   * The largest key that a client may use in its certificate signing request: 1024 to 16384 bits
   * (the vendor's page says bytes). A client with a larger one is refused. Documented default:
   * 16384. Since 2010.
   */
  maxCSRKeySize: whole("UInt64", { min: 1024, max: 16384 }, { since: 2010, default: 16384, unit: "bits (the vendor's page says bytes)" }),

  /**
   * How many members of an expanded distribution group are shown: 1 to 1000; further members are
   * left out. Documented default: 100. Since 2010.
   */
  maxGroupSizeToExpand: whole("UInt32", { min: 1, max: 1000 }, { since: 2010, default: 100, unit: "members" }),

  /**
   * The longest validity that a client may request for its certificate, in hours: 8 to 8760 (365
   * days). Documented default: 8760. Since 2010.
   */
  maxValidityPeriodHours: whole("UInt64", { min: 8, max: 8760 }, { since: 2010, default: 8760, unit: "hours" }),

  /**
   * Whether the meeting join page and Skype Meetings App send what they log to Microsoft. It
   * touches everyone who joins a meeting on the pool with them. It arrived with a cumulative
   * update. Its default is not documented by the vendor on the cmdlet's page, but on its page about
   * deploying web clients: false. Since 2015.
   */
  meetingUxEnableTelemetry: boolean({ since: 2015 }),

  /**
   * Whether people who join a meeting in a browser get the join page and Skype Meetings App (on a
   * Mac, Skype for Business for Mac) from a content delivery network on the internet, instead of
   * Skype for Business Web App from this pool. It arrived with a cumulative update. Its default is
   * not documented by the vendor on the cmdlet's page, but on its page about deploying web clients:
   * false. Since 2015.
   */
  meetingUxUseCdn: boolean({ since: 2015 }),

  /**
   * The smallest key that a client may use in its certificate signing request: 1024 to 16384 bits
   * (the vendor's page says bytes). A client with a smaller one is refused. Documented default:
   * 16384, which is the maximum too and would refuse ordinary clients. Since 2010.
   */
  minCSRKeySize: whole(
    "UInt64",
    { min: 1024, max: 16384 },
    { since: 2010, documentedDefault: "16384", unit: "bits (the vendor's page says bytes)" },
  ),

  /**
   * The shortest validity that a client may request for its certificate, in hours: 8 to 4320 (180
   * days). Documented default: 8. Since 2010.
   */
  minValidityPeriodHours: whole("UInt64", { min: 8, max: 4320 }, { since: 2010, default: 8, unit: "hours" }),

  /**
   * The sign-in method that mobile clients are told to prefer. One that the server does not support
   * can stop the web ticket service, and then nobody gets a web ticket. Its default is not
   * documented by the vendor. Since 2015.
   */
  mobilePreferredAuthType: choice(
    [
      "None",
      "OAuth",
      "WebTicketServiceAnon",
      "WebTicketServiceWinNegotiate",
      "WebTicketServiceWinNtlm",
      "WebTicketServiceCert",
      "WebTicketServicePin",
      "WsFedPassive",
      "WsFedBearer",
      "WebTicketServiceAuth",
    ],
    { since: 2015 },
  ),

  /**
   * Overrides the sign-in methods of clients outside the network. The vendor documents no values,
   * and says to manage it with `Set-CsAuthConfig`. `Set-CsWebServiceConfiguration` takes it,
   * `New-CsWebServiceConfiguration` does not. Documented default: empty. Since 2015.
   */
  overrideAuthTypeForExternalClients: text({ since: 2015, default: "", cmdlets: ["Set"] }),

  /**
   * Overrides the sign-in methods of clients inside the network. The vendor documents no values,
   * and says to manage it with `Set-CsAuthConfig`. `Set-CsWebServiceConfiguration` takes it,
   * `New-CsWebServiceConfiguration` does not. Documented default: empty. Since 2015.
   */
  overrideAuthTypeForInternalClients: text({ since: 2015, default: "", cmdlets: ["Set"] }),

  /**
   * The client applications that `pendingGetWaitTimeOutInMinutes` applies to, separated by
   * semicolons: `Android`, `iPhone`, `iPad`, `Macintosh`, `Windows`, or `All` for all of them;
   * `Android;Macintosh`, for example. Documented default: empty. Since 2015.
   */
  pendingGetWaitSupportingApps: text({ since: 2015, default: "" }),

  /**
   * After how long Web Services sends an event that keeps a client's event channel open, in
   * minutes: 5 to 15. It touches the applications that `pendingGetWaitSupportingApps` names.
   * Documented default: 15. Since 2015.
   */
  pendingGetWaitTimeOutInMinutes: whole("Int64", { min: 5, max: 15 }, { since: 2015, default: 15, unit: "minutes" }),

  /**
   * The web service that is asked for a client's location when the pool's own location database has
   * no match: a URL. Emergency calls (Enhanced 9-1-1) carry that location. Documented default:
   * empty. Since 2010.
   */
  secondaryLocationSourceUrl: uri({ since: 2010, default: "" }),

  /**
   * Whether the meeting join page shows its alternate ways to join already expanded; off, users
   * expand them. Documented default: false. Since 2013. Deprecated. Not for use with on-premises
   * Skype for Business Server, whose cmdlets still take it.
   */
  showAlternateJoinOptionsExpanded: boolean({ since: 2013, default: false, deprecated: true }),

  /**
   * Whether those who join a meeting with another client than Lync see a link to download Lync Web
   * App. Documented default: true. Since 2010. Deprecated. Not for use with on-premises Skype for
   * Business Server, whose cmdlets still take it.
   */
  showDownloadCommunicatorAttendeeLink: boolean({ since: 2010, default: true, deprecated: true }),

  /**
   * Whether those who join a meeting with another client than Lync are offered to join with that
   * client. Documented default: false. Since 2010. Deprecated. Not for use with on-premises Skype
   * for Business Server, whose cmdlets still take it.
   */
  showJoinUsingLegacyClientLink: boolean({ since: 2010, default: false, deprecated: true }),

  /**
   * The CA certificates to trust beside that of the CA which signed the default server certificate;
   * Lync Phone Edition relies on them. Each is given by its thumbprint and by the server's
   * certificate store that holds it: `TrustedRootCA`, `IntermediateCA` or `ThirdPartyRootCA`. Not
   * used while `inferCertChainFromSSL` is on. Documented default: empty. Since 2010. Unverified:
   * whether it can be set through a remote session; assume that it cannot.
   */
  trustedCACerts: caCertificates({
    since: 2010,
    default: [],
    unverified: "whether it can be set through a remote session; assume that it cannot",
  }),

  /**
   * Whether clients may sign in to Web Services with a certificate that the server issued to them.
   * Documented default: true. Since 2010.
   */
  useCertificateAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "certificate" : undefined) }),

  /**
   * Whether users of Lync Web App may be authenticated by their domain. Its default is not
   * documented by the vendor. Since 2013.
   */
  useDomainAuthInLWA: boolean({ since: 2013 }),

  /**
   * Whether phones may sign in to Web Services with an extension and a PIN. Documented default:
   * true. Since 2010.
   */
  usePinAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "PIN" : undefined) }),

  /**
   * Whether Skype for Business Web App shows the user interface of Lync Server 2013 instead of its
   * own. Documented default: false. Since 2015.
   */
  useWebClientLegacyUI: boolean({ since: 2015, default: false }),

  /**
   * How clients may sign in to Web Services with Windows credentials: `None`, `NTLM`, or
   * `Negotiate` (Kerberos, else NTLM). Its default is not documented by the vendor. Since 2010.
   */
  useWindowsAuth: choice(["None", "NTLM", "Negotiate"], {
    since: 2010,
    signIn: (value) => (value === "None" ? undefined : `Windows (${value})`),
  }),

  /**
   * Whether clients sign in to Web Services through AD FS: passive authentication. Documented
   * default: false. Since 2013.
   */
  useWsFedPassiveAuth: boolean({ since: 2013, default: false, signIn: (on) => (on ? "passive" : undefined) }),

  /**
   * Where AD FS publishes its federation metadata: an absolute https URI,
   * `https://<Federation Service Name>/federationmetadata/2007-06/federationmetadata.xml`.
   * Documented default: empty. Since 2013.
   */
  wsFedPassiveMetadataUri: httpsUri({ since: 2013, default: "", decidesSignIn: true }),
};

/** The values of a Web Services configuration. */
export type WebServiceValues = ValuesOf<typeof webServiceSettings>;

/** Settings of the web services of a Director, an Enterprise pool or a Standard Edition server. */
export const webService = {
  type: "WebServiceConfiguration",
  cs: "CsWebServiceConfiguration",
  siteScope: true,
  services: ["WebServer"],
  governs: "webTicket",
  settings: byNameAlone(webServiceSettings),
} as const satisfies Noun;

/** The identity of a pool's own Web Services. */
export function webIdentity(pool: string): string {
  return `Service:${webService.services[0]}:${pool}`;
}
