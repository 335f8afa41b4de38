/** The line after each comment that expects an error must not compile. All other lines compile. */
import * as lync from "pulumi-lync";
import { startSimulator } from "pulumi-lync/simulator";

const identity = "Global";
const web = (args: lync.WebServiceConfigurationArgs): lync.WebServiceConfiguration => new lync.WebServiceConfiguration("web", args);
const proxy = (args: lync.ProxyConfigurationArgs): lync.ProxyConfiguration => new lync.ProxyConfiguration("proxy", args);

// @ts-expect-error a wrong enum value
web({ identity, useWindowsAuth: "Kerberos" });
// @ts-expect-error a setting that does not exist
web({ identity, usePinAuthentication: true });
// @ts-expect-error a value of another type
web({ identity, usePinAuth: "yes" });
// @ts-expect-error a number of another type
web({ identity, maxGroupSizeToExpand: true });
// @ts-expect-error no identity
web({ usePinAuth: true });
// @ts-expect-error one origin instead of a list
web({ identity, crossDomainAuthorizationList: "https://fabrikam.com" });
// @ts-expect-error a list with an element of another type
web({ identity, crossDomainAuthorizationList: ["https://fabrikam.com", 1] });
// @ts-expect-error an element of another shape
web({ identity, trustedCACerts: [{ thumbprint: "00", store: "TrustedRootCA" }] });
// @ts-expect-error a store that does not exist
web({ identity, trustedCACerts: [{ thumbprint: "00", caStore: "My" }] });
// @ts-expect-error an option of Web Services at the proxy
proxy({ identity, allowGlobalPassive: true });
// @ts-expect-error a realm that is neither the default nor a custom one
proxy({ identity, realm: "contoso" });
// @ts-expect-error a realm of another shape
proxy({ identity, realm: { name: "contoso" } });
// @ts-expect-error a role that does not exist
new lync.PassiveAuthentication("pool", { pool: "LyncPool01.contoso.com", role: "frontend", federationService: "dc.contoso.com" });
// @ts-expect-error a further setting that the component itself sets
new lync.PassiveAuthentication("pool", { pool: "LyncPool01.contoso.com", role: "director", webService: { usePinAuth: true } });
// @ts-expect-error an output that does not exist
export const output = web({ identity }).usePinAuthentication;
// @ts-expect-error a version that does not exist
startSimulator({ serverVersion: 2012, sites: [] });
