import { expect, test } from "vitest";
import type { Held } from "../../../provider/src/cli/report/held";
import { wordsOf } from "../../../provider/src/cli/report/words";
import { nouns } from "../../../provider/src/configurations/nouns";
import { warned, type Finding } from "../../../provider/src/finding";

const [web, proxy] = nouns as [Held["noun"], Held["noun"]];

function held(service: Held["service"], values: Record<string, unknown> = {}): Held {
  const identity = service === null ? "Global" : `Service:${service}:Pool.contoso.com`;
  const noun = service === "WebServer" ? web : proxy;
  return { noun, identity, service, found: { identity, values, unknown: [], secrets: [] }, declared: undefined };
}

const noMethods = {
  ...{ useCertificateForClientToProxyAuth: false, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false },
};
const ntlm = { on: ["useNtlmForClientToProxyAuth"] };
const both = { on: ["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"] };

test.each([
  [warned("noMethodLeft", "", "…"), held("Registrar", noMethods), "No sign-in method is on at the Registrar. No user can sign in."],
  [warned("noMethodLeft", "", "…"), held(null, noMethods), 'No sign-in method is on at "Global". No user can sign in.'],
  [
    warned("oauthAloneLeft", "", "…"),
    held("WebServer"),
    "OAuth is the only sign-in method at Web Services. A client that does not support it cannot sign in.",
  ],
  [
    warned("otherMethodLeft", "", "…"),
    held("WebServer", { useWsFedPassiveAuth: true, usePinAuth: true, useCertificateAuth: true }),
    "Certificate and PIN are still on at Web Services. A client prefers these to passive authentication.",
  ],
  [
    warned("otherMethodUnknown", "", "…"),
    held("WebServer", { useWsFedPassiveAuth: true, useCertificateAuth: false, useWindowsAuth: "None" }),
    "It is unknown whether PIN is off at Web Services. A client prefers any other method to passive authentication.",
  ],
  [
    warned("noMethodLeft", "", "…"),
    held("Registrar", { useKerberosForClientToProxyAuth: false }),
    "It is unknown whether certificate and NTLM are off at the Registrar, and no other sign-in method is on. Perhaps no user can sign in.",
  ],
  // Web Services and their proxy have the same text, so that a report shows it once.
  ...(["WebServer", "Registrar"] as const).map((service): [Finding, Held, string] => [
    warned("certificateOff", "", "…"),
    held(service),
    "Certificates are off at the Registrar. A client needs a certificate to sign in with its web ticket.",
  ]),
  [
    warned("certificateOff", "", "…"),
    held("EdgeServer"),
    "Certificates are off at the Edge. A client needs a certificate to sign in with its web ticket.",
  ],
  [
    { ...warned("noSecondFactor", "", "…"), proxy: ntlm },
    held("WebServer"),
    "NTLM is still on at the Registrar. A client can sign in without the second factor.",
  ],
  [
    { ...warned("noSecondFactor", "", "…"), proxy: ntlm },
    held("EdgeServer"),
    "NTLM is still on at the Edge. A client can sign in without the second factor.",
  ],
  [
    { ...warned("noSecondFactor", "", "…"), proxy: { ...both, edge: "Edge.contoso.com" } },
    held("WebServer"),
    "Kerberos and NTLM are still on at the Edge in front of this pool, Edge.contoso.com. A client can sign in without the second factor.",
  ],
  [
    { ...warned("noSecondFactor", "", "…"), proxy: { ...both, branch: "Branch.contoso.com" } },
    held("WebServer"),
    "Kerberos and NTLM are still on at the branch whose users this pool serves, Branch.contoso.com. A client can sign in without the second factor.",
  ],
  [
    warned("edgeAsksMore", "", "The next hop is not passive. The Edge asks more."),
    held("EdgeServer"),
    "The next hop is not passive. The Edge asks more.",
  ],
] satisfies [Finding, Held, string][])("%j becomes the report's own words", (finding, where, words) => {
  expect(wordsOf(finding, where)).toBe(words);
});
