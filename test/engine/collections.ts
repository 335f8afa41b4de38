import type { DeclaredResource } from "./project";

export const metadataUri = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";

/** Passive authentication for a pool's Web Services, as in the vendor's procedure. */
export function passive(pool: string, args: Record<string, unknown> = {}): DeclaredResource {
  return {
    type: "WebServiceConfiguration",
    name: `${pool}-web`,
    args: {
      identity: `Service:WebServer:${pool}`,
      useWsFedPassiveAuth: true,
      wsFedPassiveMetadataUri: metadataUri,
      useCertificateAuth: false,
      usePinAuth: false,
      useWindowsAuth: "None",
      ...args,
    },
  };
}

/** Certificates as the only method at a pool's proxy, as in the vendor's procedure. */
export function certificateAlone(service: "Registrar" | "EdgeServer", pool: string, dependsOn: string[] = []): DeclaredResource {
  return {
    type: "ProxyConfiguration",
    name: `${pool}-proxy`,
    args: { identity: `Service:${service}:${pool}`, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false },
    dependsOn,
  };
}

export const pool = "LyncPool01.contoso.com";
export const webIdentity = `Service:WebServer:${pool}`;
export const proxyIdentity = `Service:Registrar:${pool}`;

/** Both collections of the Enterprise pool. */
export const enterprisePool: DeclaredResource[] = [passive(pool), certificateAlone("Registrar", pool, [`${pool}-web`])];
