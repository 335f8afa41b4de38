import type * as pulumi from "@pulumi/pulumi";
import { expectTypeOf, test } from "vitest";
import type * as lync from "pulumi-lync";

test("what a user may write is pinned", () => {
  expectTypeOf<lync.WebServiceConfigurationArgs["identity"]>().toEqualTypeOf<pulumi.Input<string>>();
  expectTypeOf<lync.WebServiceConfigurationArgs["useWsFedPassiveAuth"]>().toEqualTypeOf<pulumi.Input<boolean> | undefined>();
  expectTypeOf<lync.WebServiceConfigurationArgs["useWindowsAuth"]>().toEqualTypeOf<
    pulumi.Input<"None" | "NTLM" | "Negotiate"> | undefined
  >();
  expectTypeOf<lync.WebServiceConfiguration["useWindowsAuth"]>().toEqualTypeOf<pulumi.Output<"None" | "NTLM" | "Negotiate" | undefined>>();
  expectTypeOf<lync.WebServiceConfigurationArgs["hstsMaxAgeInSeconds"]>().toEqualTypeOf<pulumi.Input<number | `${bigint}`> | undefined>();
  expectTypeOf<lync.WebServiceConfigurationArgs["joinLauncherCdnTimeout"]>().toEqualTypeOf<pulumi.Input<string | number> | undefined>();
  expectTypeOf<lync.WebServiceConfiguration["joinLauncherCdnTimeout"]>().toEqualTypeOf<pulumi.Output<string | undefined>>();
  expectTypeOf<lync.ProxyConfigurationArgs["realm"]>().toEqualTypeOf<pulumi.Input<"default" | { custom: string }> | undefined>();
  expectTypeOf<lync.ProxyConfiguration["signInMethods"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<typeof lync.ProxyConfiguration.get>().returns.toEqualTypeOf<lync.ProxyConfiguration>();
});

test("the forms of values have names", () => {
  expectTypeOf<lync.ProxyConfigurationArgs["realm"]>().toEqualTypeOf<pulumi.Input<lync.Realm> | undefined>();
  expectTypeOf<lync.WebServiceConfigurationArgs["hstsMaxAgeInSeconds"]>().toEqualTypeOf<pulumi.Input<lync.Whole> | undefined>();
  expectTypeOf<lync.WebServiceConfiguration["crossDomainAuthorizationList"]>().toEqualTypeOf<pulumi.Output<lync.Origin[] | undefined>>();
  expectTypeOf<lync.WebServiceConfiguration["trustedCACerts"]>().toEqualTypeOf<pulumi.Output<lync.CaCertificate[] | undefined>>();
});

test("what a user may not write does not compile", () => {
  const args = (_: lync.WebServiceConfigurationArgs): void => undefined;
  const proxyArgs = (_: lync.ProxyConfigurationArgs): void => undefined;
  const identity = "global";
  // @ts-expect-error a wrong enum value
  args({ identity, useWindowsAuth: "Kerberos" });
  // @ts-expect-error a setting that does not exist
  args({ identity, usePinAuthentication: true });
  // @ts-expect-error a value of another type
  args({ identity, usePinAuth: "yes" });
  // @ts-expect-error no identity
  args({ usePinAuth: true });
  // @ts-expect-error an origin without http: or https:
  args({ identity, crossDomainAuthorizationList: ["fabrikam.com"] });
  // @ts-expect-error an element of another shape
  args({ identity, trustedCACerts: [{ thumbprint: "00", store: "TrustedRootCA" }] });
  // @ts-expect-error a store that does not exist
  args({ identity, trustedCACerts: [{ thumbprint: "00", caStore: "My" }] });
  // @ts-expect-error a realm that is neither the default nor a custom one
  proxyArgs({ identity, realm: "contoso" });
});
