/**
 * A program whose values come from the stack's configuration. As with any provider, each part of a
 * list or an object may be an output.
 */
import * as pulumi from "@pulumi/pulumi";
import * as lync from "pulumi-lync";

const config = new pulumi.Config();
const secret = config.requireSecret("secret");

const web = new lync.WebServiceConfiguration("outputs", {
  identity: "Service:WebServer:LyncPool01.contoso.com",
  crossDomainAuthorizationList: [secret, "https://b.contoso.com", Promise.resolve("https://c.contoso.com")],
  trustedCACerts: [
    { thumbprint: secret, caStore: "TrustedRootCA" },
    pulumi.output({ thumbprint: "00", caStore: "IntermediateCA" as const }),
  ],
  usePinAuth: config.requireSecretBoolean("usePinAuth"),
  maxGroupSizeToExpand: config.requireSecretNumber("maxGroupSizeToExpand"),
});

new lync.WebServiceConfiguration("configuration", {
  identity: "Site:Redmond",
  crossDomainAuthorizationList: config.requireObject<string[]>("origins"),
  trustedCACerts: config.requireObject<lync.CaCertificate[]>("certificates"),
});

new lync.WebServiceConfiguration("secrets", {
  identity: "Global",
  crossDomainAuthorizationList: config.requireSecretObject<string[]>("origins"),
  trustedCACerts: web.trustedCACerts.apply((certificates) => certificates || []),
});

const realms: pulumi.Input<lync.RealmArgs>[] = ["default", { custom: "Contoso" }, { custom: secret }, pulumi.output({ custom: secret })];
realms.forEach(
  (realm, index) => new lync.ProxyConfiguration(`realm${index}`, { identity: `Service:Registrar:${index}.contoso.com`, realm }),
);

new lync.PassiveAuthentication("component", {
  pool: secret,
  role: "enterprisePool",
  federationService: secret,
  webService: { crossDomainAuthorizationList: [secret] },
  proxy: { realm: { custom: secret } },
});

/** The types of outputs, as a program uses them. */
export const origins: pulumi.Output<string[]> = web.crossDomainAuthorizationList.apply((list) => list || []);
export const thumbprints: pulumi.Output<string[]> = web.trustedCACerts.apply((list) => (list || []).map(({ thumbprint }) => thumbprint));
export const windows: pulumi.Output<"None" | "NTLM" | "Negotiate" | undefined> = web.useWindowsAuth;
