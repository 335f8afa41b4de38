import { webIdentity, webService } from "../../provider/src/configurations/webService";
import { base64Of, makeAuthority, type Authority } from "./authority";
import { metadataOf, wsdlOf } from "./metadata";
import { serveHttps } from "./httpsServer";
import { simulate, type Simulated } from "./simulated";

/** The site's hosts: AD FS, the pool's Web Services and its computers. */
export const hosts = ["sts.contoso.com", "internal.lyncpool01.contoso.com", "fe01.contoso.com", "fe02.contoso.com"] as const;
export type Host = (typeof hosts)[number];

/** The site's pool. */
export const pool = "LyncPool01.contoso.com";

/** The address at which AD FS publishes its metadata. */
export const metadataUri = "https://sts.contoso.com/federationmetadata/2007-06/federationmetadata.xml";

/** A host's response that replaces the correct one. */
export type Returned = Parameters<typeof serveHttps>[1];

/**
 * A simulated deployment with a passive pool. One real HTTPS server stands in for its hosts and for
 * AD FS.
 */
export async function passiveSite(
  answers: Partial<Record<Host, Returned>> = {},
  { authority, more = [], unmapped = [] }: { authority?: Authority; more?: string[]; unmapped?: Host[] } = {},
): Promise<Simulated & { authority: Authority }> {
  const issuer = authority ?? (await makeAuthority());
  const server = await issuer.issue({ names: [...hosts] });
  const documents: Record<Host, string> = {
    "sts.contoso.com": metadataOf({
      entityId: "http://sts.contoso.com/adfs/services/trust",
      endpoint: "https://sts.contoso.com/adfs/ls/",
      signing: [base64Of(server.cert)],
    }),
    "internal.lyncpool01.contoso.com": metadataOf({ entityId: "https://internal.lyncpool01.contoso.com/" }),
    "fe01.contoso.com": wsdlOf("WsFedPassive"),
    "fe02.contoso.com": wsdlOf("WsFedPassive"),
  };
  const { host, port } = await serveHttps(server, (request, response) => {
    const asked = (request.headers.host ?? "").toLowerCase() as Host;
    const answer = answers[asked];
    if (answer === undefined) response.end(documents[asked]);
    else answer(request, response);
  });
  const mapped = hosts.filter((name) => !unmapped.includes(name));
  const simulated = simulate({
    serverVersion: 2015,
    sites: [
      {
        name: "Redmond",
        pools: [
          { fqdn: pool, role: "enterprisePool", computers: ["fe01.contoso.com", "fe02.contoso.com"] },
          ...more.map((fqdn) => ({ fqdn, role: "standardEdition" })),
        ],
      },
    ],
    hosts: Object.fromEntries(mapped.map((name) => [name, `${host}:${port}`])),
  });
  for (const one of [pool, ...more]) await makePassive(simulated, one);
  return { ...simulated, authority: issuer };
}

async function makePassive({ deployment }: Simulated, fqdn: string): Promise<void> {
  const values = {
    useWsFedPassiveAuth: true,
    wsFedPassiveMetadataUri: metadataUri,
    useWindowsAuth: "None",
    usePinAuth: false,
    useCertificateAuth: false,
  };
  await deployment.create(webService, webIdentity(fqdn), { values });
}
