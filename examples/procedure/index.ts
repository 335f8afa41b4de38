import * as lync from "pulumi-lync";

/**
 * The deployment of the vendor's procedure, "Configuring Lync Server 2013 passive authentication":
 * what this program leaves behind is what the procedure's commands leave behind, value for value.
 */
const wsFedPassiveMetadataUri = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";

const director = "Director01.contoso.com";
const enterprisePool = "LyncPool01.contoso.com";
const standardEdition = "StandardServer01.contoso.com";
const edgePool = "EdgePool01.contoso.com";

/**
 * Steps 3 and 5: passive on, every other way to a web ticket off, for a client likes passive least.
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
 * The proxy's step 1: without Kerberos and NTLM; certificates stay on, for the web ticket is turned
 * into a sign-in with one.
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

// Web Services first: were Kerberos and NTLM off before them, nobody could sign in meanwhile.
passive(director);
const front = [enterprisePool, standardEdition].map((pool) => {
  const webServices = passive(pool);
  certificateAlone("Registrar", pool, [webServices]);
  return webServices;
});
certificateAlone("EdgeServer", edgePool, front);
