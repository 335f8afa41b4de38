import type { Call } from "../../provider/src/cmdlets/call";

/** The address at which AD FS publishes its metadata. */
export const metadataUri = "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml";

/** The procedure for a pool's Web Services, in one cmdlet. */
export function passiveWeb(pool: string, more: Call["parameters"] = {}): Call {
  const off = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
  const parameters = {
    Identity: `Service:WebServer:${pool}`,
    UseWsFedPassiveAuth: true,
    WsFedPassiveMetadataUri: metadataUri,
    ...off,
    ...more,
  };
  return { cmdlet: "New-CsWebServiceConfiguration", parameters };
}

/** The procedure for a pool's proxy, in one cmdlet. */
export function passiveProxy(pool: string, more: Call["parameters"] = {}, service = "Registrar"): Call {
  const parameters = {
    Identity: `Service:${service}:${pool}`,
    UseKerberosForClientToProxyAuth: false,
    UseNtlmForClientToProxyAuth: false,
    ...more,
  };
  return { cmdlet: "New-CsProxyConfiguration", parameters };
}
