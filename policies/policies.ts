import type { PolicyRow } from "./policy";

/**
 * The policies, one per row. pulumi-lync's docs/findings.md says what each code means. The rules
 * are those of the guards.
 */
export const policies: readonly PolicyRow[] = [
  {
    name: "passive-at-pools-only",
    description: "Passive authentication is on only at pools, and neither at global nor at site scope.",
    remediation:
      'Declare the collection of each pool ("Service:WebServer:<pool>") with passive authentication on, and turn it off at site and global scope.',
    enforcementLevel: "mandatory",
    codes: ["globalPassive", "globalPassiveAlone", "sitePassive"],
  },
  {
    name: "passive-without-other-methods",
    description: "No other sign-in method is on next to passive authentication, in Web Services or at the pool's proxy.",
    remediation:
      'Declare useCertificateAuth: false, usePinAuth: false and useWindowsAuth: "None" in Web Services, and ' +
      "useKerberosForClientToProxyAuth: false and useNtlmForClientToProxyAuth: false at the proxy.",
    enforcementLevel: "mandatory",
    codes: ["otherMethodLeft", "noSecondFactor"],
  },
  {
    name: "certificates-on-at-proxy",
    description: "Certificates stay on at the proxy of a pool with passive authentication.",
    remediation:
      "Declare useCertificateForClientToProxyAuth: true, because a client uses its web ticket to get a certificate, and signs in with it.",
    enforcementLevel: "mandatory",
    codes: ["certificateOff"],
  },
  {
    name: "proxy-with-web-services",
    description: "A proxy that takes only certificates is declared together with the Web Services of its pool.",
    remediation:
      "Declare the pool's WebServiceConfiguration in the same stack. Ignore this for the proxy of a branch, because a branch has no Web Services of its own.",
    enforcementLevel: "advisory",
    codes: ["wayToTicketUnknown", "noWayToTicket", "phonesAlone"],
  },
  {
    name: "metadata-uri-in-allowed-domains",
    description: "The metadata URI is at a host in one of your own domains.",
    remediation: "Name your own AD FS in wsFedPassiveMetadataUri. If the domain is yours, add it to allowedDomains of this policy.",
    enforcementLevel: "mandatory",
    codes: ["metadataUriOutside"],
    configSchema: {
      properties: {
        allowedDomains: {
          type: "array",
          items: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9.-]*$" },
          minItems: 1,
          description:
            'The domains, such as ["contoso.com"], which also allows "sts.contoso.com". Without any domain the policy does not apply.',
        },
      },
    },
  },
  {
    name: "message-bodies-not-logged",
    description: "The text of instant messages is not written to the servers' logs.",
    remediation: "Declare enableLoggingAllMessageBodies: false.",
    enforcementLevel: "mandatory",
    codes: ["messageBodiesLogged"],
  },
];
