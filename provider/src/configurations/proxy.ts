import type { Noun } from "./noun";
import { boolean, realm, text, whole } from "./kinds";
import { byNameAlone } from "./setting";
import type { ValuesOf } from "./setting";

/** The settings of a proxy configuration, from the vendor's page of Set-CsProxyConfiguration. */
export const proxySettings = {
  /**
   * Whether the proxy agrees to compress a connection when a client requests it.
   *
   * @default true
   * @since Lync Server 2010
   */
  acceptClientCompression: boolean({ since: 2010, default: true }),

  /**
   * Whether the proxy agrees to compress a connection when another server requests it.
   *
   * @default true
   * @since Lync Server 2010
   */
  acceptServerCompression: boolean({ since: 2010, default: true }),

  /**
   * Whether partner applications may poll for changes of state at intervals.
   *
   * @default false
   * @since Lync Server 2013
   */
  allowPartnerPollingSubscribes: boolean({ since: 2013, default: false }),

  /**
   * Whether clients of Lync 2010 and later must sign in with Kerberos instead of NTLM. Kerberos
   * cannot authenticate remote users. While this is on, a remote user who has no other method is
   * locked out.
   *
   * @default false
   * @since Lync Server 2010
   */
  disableNtlmFor2010AndLaterClients: boolean({ since: 2010, default: false, decidesSignIn: true }),

  /**
   * The largest number of records in the proxy's DNS cache. The vendor's pages disagree about the
   * default: 3000 or 30000.
   *
   * @since Lync Server 2010
   */
  dnsCacheRecordCount: whole("UInt32", {}, { since: 2010, documentedDefault: "3000 or 30000", unit: "records" }),

  /**
   * Whether the text of every instant message is written to the server's logs. If this is off, the
   * logs show who exchanged messages and leave the text out. Privacy: while this is on, anyone who
   * can read the logs can read what users write to each other.
   *
   * @default false
   * @since Lync Server 2013
   */
  enableLoggingAllMessageBodies: boolean({ since: 2013, default: false }),

  /**
   * Whether the proxy expects clients to send an empty message at intervals, to show that their
   * connection is alive.
   *
   * @default true
   * @since Lync Server 2010
   */
  enableWhiteSpaceKeepAlive: boolean({ since: 2010, default: true }),

  /**
   * Whether requests to Edge Servers are balanced by software.
   *
   * @default true
   * @since Lync Server 2013
   */
  loadBalanceEdgeServers: boolean({ since: 2013, default: true }),

  /**
   * Whether requests to Registrars and other internal servers are balanced by software.
   *
   * @default true
   * @since Lync Server 2013
   */
  loadBalanceInternalServers: boolean({ since: 2013, default: true }),

  /**
   * How many connections from clients are compressed at a time: 0 to 65535. Further connections
   * work uncompressed.
   *
   * @default 15000
   * @since Lync Server 2010
   */
  maxClientCompressionCount: whole("UInt32", { min: 0, max: 65535 }, { since: 2010, default: 15000, unit: "connections" }),

  /**
   * The largest body of a message from a client, in kilobytes: 64 to 256. A message with a larger
   * body is rejected.
   *
   * @default 128
   * @since Lync Server 2010
   */
  maxClientMessageBodySizeKb: whole("UInt32", { min: 64, max: 256 }, { since: 2010, default: 128, unit: "kilobytes" }),

  /**
   * The interval, in minutes, after which the server verifies that its connection to a client still
   * works.
   *
   * @default 20
   * @since Lync Server 2013
   */
  maxKeepAliveInterval: whole("UInt32", {}, { since: 2013, default: 20, unit: "minutes" }),

  /**
   * How many connections between servers are compressed at a time: 0 to 65535. Further connections
   * work uncompressed.
   *
   * @default 1024
   * @since Lync Server 2010
   */
  maxServerCompressionCount: whole("UInt32", { min: 0, max: 65535 }, { since: 2010, default: 1024, unit: "connections" }),

  /**
   * The largest body of a message from another server, in kilobytes: 1000 to 20000. A message with
   * a larger body is rejected.
   *
   * @default 5000
   * @since Lync Server 2010
   */
  maxServerMessageBodySizeKb: whole("UInt32", { min: 1000, max: 20000 }, { since: 2010, default: 5000, unit: "kilobytes" }),

  /**
   * The largest number of TLS connections that the proxy opens to each internal server: 1 to 4.
   *
   * @default 4
   * @since Lync Server 2010
   */
  outgoingTlsCount: whole("UInt32", { min: 1, max: 4 }, { since: 2010, default: 4, unit: "connections per internal server" }),

  /**
   * The realm (protection domain) in which users' credentials are authenticated. `"default"` is SIP
   * Communications Service; `{ custom: "Contoso Communications Service" }` is a realm with another
   * name. This affects everyone who signs in here. Unverified: whether it can be set through a
   * remote session; assume that it cannot.
   *
   * @default "default"
   * @since Lync Server 2010
   */
  realm: realm({
    since: 2010,
    default: "default",
    unverified: "whether it can be set through a remote session; assume that it cannot",
  }),

  /**
   * Whether the proxy requests compression on its connections to other servers.
   *
   * @default true
   * @since Lync Server 2010
   */
  requestServerCompression: boolean({ since: 2010, default: true }),

  /**
   * Text. The vendor documents neither its meaning nor its form.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  specialConfigurationList: text({ since: 2015, default: "" }),

  /**
   * Text that the server does not use.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  testFeatureList: text({ since: 2015, default: "" }),

  /**
   * Text that the server does not use.
   *
   * @default ""
   * @since Skype for Business Server 2015
   */
  testParameterList: text({ since: 2015, default: "" }),

  /**
   * Whether every client is treated as if it came from outside the network through an Edge Server,
   * even clients inside the network.
   *
   * @default false
   * @since Lync Server 2010
   */
  treatAllClientsAsRemote: boolean({ since: 2010, default: false }),

  /**
   * Whether clients may sign in to the Registrar or Edge Server with a certificate. Passive
   * authentication needs this on, because a client uses its web ticket to get a certificate, and
   * signs in with it.
   *
   * @default true
   * @since Lync Server 2010
   */
  useCertificateForClientToProxyAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "certificate" : undefined) }),

  /**
   * Whether clients may sign in to the Registrar or Edge Server with Kerberos.
   *
   * @default true
   * @since Lync Server 2010
   */
  useKerberosForClientToProxyAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "Kerberos" : undefined) }),

  /**
   * Whether clients may sign in to the Registrar or Edge Server with NTLM.
   *
   * @default true
   * @since Lync Server 2010
   */
  useNtlmForClientToProxyAuth: boolean({ since: 2010, default: true, signIn: (on) => (on ? "NTLM" : undefined) }),
};

/** The values of a proxy configuration. */
export type ProxyValues = ValuesOf<typeof proxySettings>;

/** Settings of the SIP proxy of an Enterprise pool, a Standard Edition server or an Edge pool. */
export const proxy = {
  type: "ProxyConfiguration",
  cs: "CsProxyConfiguration",
  siteScope: false,
  services: ["Registrar", "EdgeServer"],
  governs: "proxySignIn",
  settings: byNameAlone(proxySettings),
} as const satisfies Noun;
