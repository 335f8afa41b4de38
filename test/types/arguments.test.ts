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
  expectTypeOf<lync.ProxyConfiguration["signInMethods"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<typeof lync.ProxyConfiguration.get>().returns.toEqualTypeOf<lync.ProxyConfiguration>();
});

test("what a user may not write does not compile", () => {
  const args = (_: lync.WebServiceConfigurationArgs): void => undefined;
  const identity = "global";
  // @ts-expect-error a wrong enum value
  args({ identity, useWindowsAuth: "Kerberos" });
  // @ts-expect-error a setting that does not exist
  args({ identity, usePinAuthentication: true });
  // @ts-expect-error a value of another type
  args({ identity, usePinAuth: "yes" });
  // @ts-expect-error no identity
  args({ usePinAuth: true });
});
