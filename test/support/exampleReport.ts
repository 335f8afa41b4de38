import type { Place, Report, ReportedCollection, ReportedMethod } from "../../provider/src/cli/report/report";

function method(name: string, parameter: string, more: Partial<ReportedMethod> = {}): ReportedMethod {
  return { method: name, parameter, state: "off", value: "False", declared: null, isAsDeclared: null, ...more };
}

const asDeclared = { declared: "False", isAsDeclared: true };

/** A pool that is declared as passive, and is as declared. */
export function passivePlace(name: string, more: Partial<Place> = {}): Place {
  const methods = [
    method("certificate", "UseCertificateAuth", asDeclared),
    method("Windows", "UseWindowsAuth", { value: "None", declared: "None", isAsDeclared: true }),
    method("passive", "UseWsFedPassiveAuth", { state: "on", value: "True", declared: "True", isAsDeclared: true }),
  ];
  const fqdn = `${name}.contoso.com`;
  const web = {
    configuration: "CsWebServiceConfiguration",
    service: "WebServer",
    identity: `Service:WebServer:${fqdn}`,
    isInherited: false,
  } as const;
  return {
    name: fqdn,
    site: "Redmond",
    isPassiveDeclared: true,
    collections: [{ ...web, methods, declaredBy: { stack: "prod", resource: name } }],
    findings: [],
    ...more,
  };
}

const proxyOfGlobal: ReportedCollection = {
  ...{ configuration: "CsProxyConfiguration", service: "Registrar", identity: "Global", isInherited: true, declaredBy: null },
  methods: [
    method("certificate", "UseCertificateForClientToProxyAuth", { state: "on", value: "True" }),
    method("NTLM", "UseNtlmForClientToProxyAuth", { state: "on", value: "True", declared: "False", isAsDeclared: false }),
  ],
};

const undermined = passivePlace("One");

/** A report with an undermined pool, a pool that is as declared, and a global collection. */
export const exampleReport: Report = {
  version: 1,
  readAt: "2026-11-28T14:00:00.000Z",
  deployment: "contoso",
  stacks: ["prod"],
  places: [
    {
      ...undermined,
      collections: [...undermined.collections, proxyOfGlobal],
      findings: [
        {
          code: "noSecondFactor",
          severity: "undermines",
          message: "NTLM is still on at the Registrar. A client can sign in without the second factor.",
        },
      ],
    },
    passivePlace("Two"),
    {
      ...{ name: "Global", site: null, isPassiveDeclared: false, findings: [] },
      collections: [
        {
          ...{ configuration: "CsWebServiceConfiguration", service: null, identity: "Global", isInherited: false, declaredBy: null },
          methods: [
            method("certificate", "UseCertificateAuth", { state: "unknown", value: null }),
            method("Windows", "UseWindowsAuth", { state: "on", value: "Negotiate" }),
            method("passive", "UseWsFedPassiveAuth"),
          ],
        },
      ],
    },
  ],
  notes: [],
  isWhole: true,
};
