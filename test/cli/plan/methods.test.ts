import { expect, test } from "vitest";
import { methodsOf } from "../../../provider/src/cli/plan/methods";
import { secretText } from "../../../provider/src/cmdlets/commandText";
import { webService } from "../../../provider/src/configurations/webService";

const values = { useCertificateAuth: true, usePinAuth: true, useWindowsAuth: "Negotiate", useWsFedPassiveAuth: false };

test("sign-in methods are shown in words only if every setting that decides them is known", () => {
  expect(methodsOf(webService, { values })).toBe("certificate, PIN, Windows (Negotiate)");
  expect(methodsOf(webService, { values: { ...values, macResolverUrl: secretText } })).toBe("certificate, PIN, Windows (Negotiate)");
  expect(methodsOf(webService, { values: { ...values, usePinAuth: secretText } })).toBeUndefined();
  expect(methodsOf(webService, { values: { ...values, usePinAuth: undefined } })).toBeUndefined();
  expect(methodsOf(webService, undefined)).toBeUndefined();
});

test("a method that cannot be read is named", () => {
  expect(methodsOf(webService, { values: { ...values, usePinAuth: undefined }, unread: { usePinAuth: "{}" } })).toBe(
    "certificate, Windows (Negotiate); it is unknown whether usePinAuth turns a method on",
  );
});
