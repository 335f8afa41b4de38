import { expectTypeOf, test } from "vitest";
import type { ProxyValues } from "../../provider/src/configurations/proxy";
import type { WebServiceValues } from "../../provider/src/configurations/webService";
import type { Judged, Rule } from "../../provider/src/guards/rules/judged";
import type { AroundProxy } from "../../provider/src/guards/rules/aroundProxy";
import { leavesKerberosAlone, waysToTicket } from "../../provider/src/guards/rules/methods";
import { refused, warned } from "../../provider/src/guards/rules/told";

test("a guard's values have the types of the settings' tables", () => {
  expectTypeOf<WebServiceValues["useWindowsAuth"]>().toEqualTypeOf<"None" | "NTLM" | "Negotiate" | undefined>();
  expectTypeOf<WebServiceValues["useWsFedPassiveAuth"]>().toEqualTypeOf<boolean | undefined>();
  expectTypeOf<ProxyValues["realm"]>().toEqualTypeOf<"default" | { custom: string } | undefined>();
});

// This file compiles only if each line that is expected to be an error is one.
test("a misspelt setting in a guard does not compile, nor does a value that it cannot have", () => {
  const rule: Rule<Judged<WebServiceValues>> = ({ values, unknown, stored, declared }) => {
    // @ts-expect-error usePinAuth
    if (values.usePinAth === true || stored?.usePinAth === true || declared.usePinAth === true) return [];
    // @ts-expect-error usePinAuth
    if (unknown.includes("usePinAth")) return [];
    // @ts-expect-error one of None, NTLM, Negotiate
    return values.useWindowsAuth === "Kerberos" ? [] : [];
  };
  expectTypeOf(rule).toBeFunction();
  // @ts-expect-error usePinAuth
  waysToTicket({ usePinAth: true }, { offersOAuth: false });
  // @ts-expect-error useKerberosForClientToProxyAuth
  leavesKerberosAlone({ useKerberos: true });
  // @ts-expect-error a proxy has none
  expectTypeOf<ProxyValues["usePinAuth"]>().toBeAny();
});

test("a misspelt setting in a finding does not compile, nor one among those that are not known yet", () => {
  // @ts-expect-error useWsFedPassiveAuth
  refused("noMethodLeft", "useWsFedPassiveAuht", "");
  // @ts-expect-error useWsFedPassiveAuth
  warned("noMethodLeft", "useWsFedPassiveAuht", "");
  const around: AroundProxy = { pool: undefined, web: undefined, unknown: ["usePinAuth"] };
  // @ts-expect-error useWsFedPassiveAuth
  expectTypeOf(around.unknown?.includes("useWsFedPassiveAuht")).toEqualTypeOf<boolean | undefined>();
});
