import type * as pulumi from "@pulumi/pulumi";
import { expectTypeOf, test } from "vitest";
import type * as lync from "pulumi-lync";

test("the types of arguments and outputs are as expected", () => {
  expectTypeOf<lync.WebServiceConfigurationArgs["identity"]>().toEqualTypeOf<pulumi.Input<string>>();
  expectTypeOf<lync.WebServiceConfigurationArgs["useWsFedPassiveAuth"]>().toEqualTypeOf<pulumi.Input<boolean> | undefined>();
  expectTypeOf<lync.WebServiceConfigurationArgs["useWindowsAuth"]>().toEqualTypeOf<
    pulumi.Input<"None" | "NTLM" | "Negotiate"> | undefined
  >();
  expectTypeOf<lync.WebServiceConfiguration["useWindowsAuth"]>().toEqualTypeOf<pulumi.Output<"None" | "NTLM" | "Negotiate" | undefined>>();
  expectTypeOf<lync.WebServiceConfigurationArgs["hstsMaxAgeInSeconds"]>().toEqualTypeOf<pulumi.Input<number | string> | undefined>();
  expectTypeOf<lync.WebServiceConfigurationArgs["joinLauncherCdnTimeout"]>().toEqualTypeOf<pulumi.Input<string | number> | undefined>();
  expectTypeOf<lync.WebServiceConfiguration["joinLauncherCdnTimeout"]>().toEqualTypeOf<pulumi.Output<string | undefined>>();
  expectTypeOf<lync.ProxyConfigurationArgs["realm"]>().toEqualTypeOf<
    pulumi.Input<"default" | { custom: pulumi.Input<string> }> | undefined
  >();
  expectTypeOf<lync.ProxyConfiguration["signInMethods"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<typeof lync.ProxyConfiguration.get>().returns.toEqualTypeOf<lync.ProxyConfiguration>();
});

test("the types of values have exported names", () => {
  expectTypeOf<lync.ProxyConfigurationArgs["realm"]>().toEqualTypeOf<pulumi.Input<lync.RealmArgs> | undefined>();
  expectTypeOf<lync.ProxyConfiguration["realm"]>().toEqualTypeOf<pulumi.Output<lync.Realm | undefined>>();
  expectTypeOf<lync.WebServiceConfigurationArgs["hstsMaxAgeInSeconds"]>().toEqualTypeOf<pulumi.Input<lync.Whole> | undefined>();
  expectTypeOf<lync.WebServiceConfiguration["crossDomainAuthorizationList"]>().toEqualTypeOf<pulumi.Output<lync.Origin[] | undefined>>();
  expectTypeOf<lync.WebServiceConfigurationArgs["crossDomainAuthorizationList"]>().toEqualTypeOf<
    pulumi.Input<pulumi.Input<lync.Origin>[]> | undefined
  >();
  expectTypeOf<lync.WebServiceConfigurationArgs["trustedCACerts"]>().toEqualTypeOf<
    pulumi.Input<pulumi.Input<lync.CaCertificateArgs>[]> | undefined
  >();
  expectTypeOf<lync.WebServiceConfiguration["trustedCACerts"]>().toEqualTypeOf<pulumi.Output<lync.CaCertificate[] | undefined>>();
});
