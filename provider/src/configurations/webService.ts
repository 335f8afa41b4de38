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
   * Whether people without an account may join meetings through Lync Web App. It does not affect
   * the sign-in methods.
   *
   * @default true
   * @since Lync Server 2010
   */
  allowAnonymousAccessToLWAConference: boolean({ since: 2010, default: true }),

  /**
   * Whether users outside the network may be authenticated with OAuth.
   *
   * @default true
   * @since Lync Server 2013
   */
  allowExternalAuthentication: boolean({ since: 2013, default: true }),

  /**
   * Whether Lync Web App opens by itself when a user joins a meeting in a browser. The browser must
   * meet the requirements of Lync Web App, such as allowing pop-up windows. Deprecated. The vendor
   * deprecated it for on-premises Skype for Business Server, but the server's cmdlets still accept
   * it.
   *
   * @default true
   * @since Lync Server 2013
   */
  autoLaunchLyncWebAccess: boolean({ since: 2013, default: true, deprecated: true }),

  /**
   * The length of the private key that signs the certificates issued to clients: 2048 to 16384 bits
   * (the vendor's page says bytes).
   *
   * @default 2048
   * @since Lync Server 2010
   */
  caSigningKeyLength: whole(
    "UInt64",
    { min: 2048, max: 16384 },
    { since: 2010, default: 2048, parameter: "CASigningKeyLength", unit: "bits (the vendor's page says bytes)" },
  ),

  /**
   * How long a browser may reuse the response to a CORS preflight request, in seconds. This meaning
   * is taken from the setting's name. The vendor documents no default.
   *
   * @since Skype for Business Server 2015
   */
  corsPreflightResponseMaxAgeInSeconds: whole("Int64", {}, { since: 2015, unit: "seconds" }),

  /**
   * The origins whose web applications may send cross-domain scripting requests to Web Services. An
   * application from any other origin is refused. Each origin begins with `http:` or `https:`, such
   * as `https://fabrikam.com`. The setting came with the February 2013 release of Lync Server 2013.
   * Unverified: whether it can be set through a remote session; assume that it cannot.
   *
   * @default []
   * @since Lync Server 2013
   */
  crossDomainAuthorizationList: origins({
    since: 2013,
    default: [],
    unverified: "whether it can be set through a remote session; assume that it cannot",
  }),

  /**
   * How long a certificate issued to a client is valid if the client requests no period, in hours:
   * 8 to 8760 (365 days). The default is 180 days. A certificate that is already issued keeps its
   * period. Its user can sign in with it, without a second factor, until it expires or
   * `Revoke-CsClientCertificate` is run for the user.
   *
   * @default 4320
   * @since Lync Server 2010
   */
  defaultValidityPeriodHours: whole("UInt64", { min: 8, max: 8760 }, { since: 2010, default: 4320, unit: "hours" }),

  /**
   * Whether a server that receives a certificate for authentication downloads the chain from that
   * certificate to the issuing CA. A certificate is accepted only if its CA is trusted. The vendor
   * documents no default.
   *
   * @since Lync Server 2010
   */
  enableCertChainDownload: boolean({ since: 2010 }),

  /**
   * Whether Web Services support Cross-Origin Resource Sharing (CORS), by which a browser lets web
   * applications of other origins call them. The vendor documents no default. Unverified: whether
   * Lync Server 2013 has it.
   *
   * @since Skype for Business Server 2015
   */
  enableCORS: boolean({ since: 2015, unverified: "whether Lync Server 2013 has it" }),

  /**
   * Whether users may expand a distribution group among their contacts, to see its members and
   * their presence. The vendor documents no default.
   *
   * @since Lync Server 2010
   */
  enableGroupExpansion: boolean({ since: 2010 }),

  /**
   * Whether basic authentication is enabled for media. The vendor documents no default.
   *
   * @since Skype for Business Server 2015
   */
  enableMediaBasicAuth: boolean({ since: 2015 }),

  /**
   * Whether every HTTP response carries the header `X-MS-WebInfraStats`.
   *
   * @default false
   * @since Lync Server 2013
   */
  enableStatisticsInResponse: boolean({ since: 2013, default: false }),

  /**
   * The `max-age` of the `Strict-Transport-Security` header in HTTPS responses, in seconds. A
   * browser that has seen the header opens the host only over HTTPS for that time. A negative value
   * leaves the header out. The vendor's pages give the default as 315360000 (printed 315,360,000)
   * and call it one year, which is 31,536,000.
   *
   * @since Skype for Business Server 2015
   */
  hstsMaxAgeInSeconds: whole("Int64", {}, { since: 2015, documentedDefault: "315360000", unit: "seconds" }),

  /**
   * Whether servers take the issuing CA of a client's certificate from the SSL connection. While
   * this is on, `trustedCACerts` is not used. A certificate is accepted only if its CA is trusted.
   * The vendor documents no default.
   *
   * @since Lync Server 2010
   */
  inferCertChainFromSSL: boolean({ since: 2010 }),

  /**
   * The URI where the meeting join page finds its configuration, if the page comes from a content
   * delivery network (`meetingUxUseCdn`). The vendor documents only the name.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  joinLauncherCdnConfigUri: uri({ since: 2015, default: "" }),

  /**
   * How long the meeting join page waits for the content delivery network before it falls back to
   * the Web App on this pool, as `hh:mm:ss`, such as `00:00:06`. `00:00:00` sets no limit. The
   * cmdlet's page documents no default; the vendor's page about deploying web clients says 6
   * seconds.
   *
   * @since Skype for Business Server 2015
   */
  joinLauncherCdnTimeout: timeSpan({ since: 2015 }),

  /**
   * The URI where Skype for Business Web App finds its configuration, if the app comes from a
   * content delivery network. The vendor documents only the name.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  lwaCdnConfigUri: uri({ since: 2015, default: "", parameter: "LWACdnConfigUri" }),

  /**
   * The URL of the web service that returns the switch chassis and port to which a client's MAC
   * address is connected. Enhanced 9-1-1 uses it to locate callers.
   *
   * @default ""
   * @since Lync Server 2010
   */
  macResolverUrl: uri({ since: 2010, default: "", parameter: "MACResolverUrl" }),

  /**
   * The largest key that a client may use in its certificate signing request: 1024 to 16384 bits
   * (the vendor's page says bytes). A client with a larger key is refused.
   *
   * @default 16384
   * @since Lync Server 2010
   */
  maxCSRKeySize: whole("UInt64", { min: 1024, max: 16384 }, { since: 2010, default: 16384, unit: "bits (the vendor's page says bytes)" }),

  /**
   * How many members of an expanded distribution group are shown: 1 to 1000 members. Further
   * members are left out.
   *
   * @default 100
   * @since Lync Server 2010
   */
  maxGroupSizeToExpand: whole("UInt32", { min: 1, max: 1000 }, { since: 2010, default: 100, unit: "members" }),

  /**
   * The longest validity that a client may request for its certificate, in hours: 8 to 8760 (365
   * days).
   *
   * @default 8760
   * @since Lync Server 2010
   */
  maxValidityPeriodHours: whole("UInt64", { min: 8, max: 8760 }, { since: 2010, default: 8760, unit: "hours" }),

  /**
   * Whether the meeting join page and Skype Meetings App send their logs to Microsoft. This affects
   * everyone who uses them to join a meeting on the pool. The setting came with a cumulative
   * update. The cmdlet's page documents no default; the vendor's page about deploying web clients
   * says false.
   *
   * @since Skype for Business Server 2015
   */
  meetingUxEnableTelemetry: boolean({ since: 2015 }),

  /**
   * Whether people who join a meeting in a browser get the join page and Skype Meetings App (on a
   * Mac, Skype for Business for Mac) from a content delivery network on the internet. Otherwise
   * they get Skype for Business Web App from this pool. The setting came with a cumulative update.
   * The cmdlet's page documents no default; the vendor's page about deploying web clients says
   * false.
   *
   * @since Skype for Business Server 2015
   */
  meetingUxUseCdn: boolean({ since: 2015 }),

  /**
   * The smallest key that a client may use in its certificate signing request: 1024 to 16384 bits
   * (the vendor's page says bytes). A client with a smaller key is refused. The vendor's pages give
   * the default as 16384, which is also the maximum and would refuse ordinary clients.
   *
   * @since Lync Server 2010
   */
  minCSRKeySize: whole(
    "UInt64",
    { min: 1024, max: 16384 },
    { since: 2010, documentedDefault: "16384", unit: "bits (the vendor's page says bytes)" },
  ),

  /**
   * The shortest validity that a client may request for its certificate, in hours: 8 to 4320 (180
   * days).
   *
   * @default 8
   * @since Lync Server 2010
   */
  minValidityPeriodHours: whole("UInt64", { min: 8, max: 4320 }, { since: 2010, default: 8, unit: "hours" }),

  /**
   * The sign-in method that mobile clients are told to prefer. A method that the server does not
   * support can stop the web ticket service, and then no client gets a web ticket. The vendor
   * documents no default.
   *
   * @since Skype for Business Server 2015
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
   * and says to manage it with `Set-CsAuthConfig`. `Set-CsWebServiceConfiguration` takes it, but
   * `New-CsWebServiceConfiguration` does not.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  overrideAuthTypeForExternalClients: text({ since: 2015, default: "", cmdlets: ["Set"] }),

  /**
   * Overrides the sign-in methods of clients inside the network. The vendor documents no values,
   * and says to manage it with `Set-CsAuthConfig`. `Set-CsWebServiceConfiguration` takes it, but
   * `New-CsWebServiceConfiguration` does not.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  overrideAuthTypeForInternalClients: text({ since: 2015, default: "", cmdlets: ["Set"] }),

  /**
   * The client applications that `pendingGetWaitTimeOutInMinutes` applies to, separated by
   * semicolons, such as `Android;Macintosh`. They are `Android`, `iPhone`, `iPad`, `Macintosh` and
   * `Windows`, or `All` for all of them.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  pendingGetWaitSupportingApps: text({ since: 2015, default: "" }),

  /**
   * The interval, in minutes, after which Web Services send an event that keeps a client's event
   * channel open: 5 to 15. It applies to the applications in `pendingGetWaitSupportingApps`.
   *
   * @default 15
   * @since Skype for Business Server 2015
   */
  pendingGetWaitTimeOutInMinutes: whole("Int64", { min: 5, max: 15 }, { since: 2015, default: 15, unit: "minutes" }),

  /**
   * The URL of the web service that supplies a client's location when the pool's own location
   * database has no match. Emergency calls (Enhanced 9-1-1) carry that location.
   *
   * @default ""
   * @since Lync Server 2010
   */
  secondaryLocationSourceUrl: uri({ since: 2010, default: "" }),

  /**
   * Whether the meeting join page shows the list of alternate ways to join already expanded. If
   * this is off, users must expand the list. Deprecated. The vendor deprecated it for on-premises
   * Skype for Business Server, but the server's cmdlets still accept it.
   *
   * @default false
   * @since Lync Server 2013
   */
  showAlternateJoinOptionsExpanded: boolean({ since: 2013, default: false, deprecated: true }),

  /**
   * Whether people who join a meeting with a client other than Lync see a link to download Lync Web
   * App. Deprecated. The vendor deprecated it for on-premises Skype for Business Server, but the
   * server's cmdlets still accept it.
   *
   * @default true
   * @since Lync Server 2010
   */
  showDownloadCommunicatorAttendeeLink: boolean({ since: 2010, default: true, deprecated: true }),

  /**
   * Whether people who join a meeting with a client other than Lync are offered the choice to join
   * with that client. Deprecated. The vendor deprecated it for on-premises Skype for Business
   * Server, but the server's cmdlets still accept it.
   *
   * @default false
   * @since Lync Server 2010
   */
  showJoinUsingLegacyClientLink: boolean({ since: 2010, default: false, deprecated: true }),

  /**
   * Further CA certificates to trust. The CA that signed the default server certificate is trusted
   * without being listed. Lync Phone Edition relies on this list. Each entry has a thumbprint, and
   * the server's certificate store that holds the certificate: `TrustedRootCA`, `IntermediateCA` or
   * `ThirdPartyRootCA`. The list is not used while `inferCertChainFromSSL` is on. Unverified:
   * whether it can be set through a remote session; assume that it cannot.
   *
   * @default []
   * @since Lync Server 2010
   */
  trustedCACerts: caCertificates({
    since: 2010,
    default: [],
    unverified: "whether it can be set through a remote session; assume that it cannot",
  }),

  /**
   * Whether clients may sign in to Web Services with a certificate that the server issued to them.
   *
   * @default true
   * @since Lync Server 2010
   */
  useCertificateAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "certificate" : undefined) }),

  /**
   * Whether users of Lync Web App may be authenticated by their domain. The vendor documents no
   * default.
   *
   * @since Lync Server 2013
   */
  useDomainAuthInLWA: boolean({ since: 2013 }),

  /**
   * Whether phones may sign in to Web Services with an extension and a PIN.
   *
   * @default true
   * @since Lync Server 2010
   */
  usePinAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "PIN" : undefined) }),

  /**
   * Whether Skype for Business Web App shows the user interface of Lync Server 2013 instead of its
   * own.
   *
   * @default false
   * @since Skype for Business Server 2015
   */
  useWebClientLegacyUI: boolean({ since: 2015, default: false }),

  /**
   * How clients may sign in to Web Services with Windows credentials: `None`, `NTLM`, or
   * `Negotiate` (Kerberos, otherwise NTLM). The vendor documents no default.
   *
   * @since Lync Server 2010
   */
  useWindowsAuth: choice(["None", "NTLM", "Negotiate"], {
    since: 2010,
    signIn: (value) => (value === "None" ? undefined : `Windows (${value})`),
  }),

  /**
   * Whether clients sign in to Web Services through AD FS: passive authentication.
   *
   * @default false
   * @since Lync Server 2013
   */
  useWsFedPassiveAuth: boolean({ since: 2013, default: false, signIn: (on) => (on ? "passive" : undefined) }),

  /**
   * The absolute https URI where AD FS publishes its federation metadata:
   * `https://<Federation Service Name>/federationmetadata/2007-06/federationmetadata.xml`.
   *
   * @default ""
   * @since Lync Server 2013
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
