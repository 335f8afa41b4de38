import * as lync from "pulumi-lync";

/**
 * The deployment of the vendor's procedure, "Configuring Lync Server 2013 passive authentication".
 * This program stores the same values as the procedure's commands.
 */
const wsFedPassiveMetadataUri = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";

const director = "Director01.contoso.com";
const enterprisePool = "LyncPool01.contoso.com";
const standardEdition = "StandardServer01.contoso.com";
const edgePool = "EdgePool01.contoso.com";

/**
 * Steps 3 and 5 turn passive on, and every other way to a web ticket off, because a client prefers
 * each other way to passive.
 */
const passive = (pool: string): lync.WebServiceConfiguration =>
  new lync.WebServiceConfiguration(pool, {
    identity: `Service:WebServer:${pool}`,
    useWsFedPassiveAuth: true,
    wsFedPassiveMetadataUri,
    useCertificateAuth: false,
    usePinAuth: false,
    useWindowsAuth: "None",
  });

/**
 * The proxy's step 1 turns Kerberos and NTLM off. Certificates stay on, because a client gets one
 * for its web ticket and signs in with it.
 */
const certificateAlone = (
  service: "Registrar" | "EdgeServer",
  pool: string,
  after: lync.WebServiceConfiguration[],
): lync.ProxyConfiguration =>
  new lync.ProxyConfiguration(
    pool,
    { identity: `Service:${service}:${pool}`, useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false },
    { dependsOn: after },
  );

// Web Services come first. If Kerberos and NTLM were off before passive is on, no user could sign
// in.
passive(director);
const front = [enterprisePool, standardEdition].map((pool) => {
  const webServices = passive(pool);
  certificateAlone("Registrar", pool, [webServices]);
  return webServices;
});
certificateAlone("EdgeServer", edgePool, front);
