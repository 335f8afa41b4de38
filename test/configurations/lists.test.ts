import { expect, test } from "vitest";
import { sameValue } from "../../provider/src/configurations/noun";
import { webService } from "../../provider/src/configurations/webService";

const [a, b] = ["AB".repeat(20), "CD".repeat(20)];

test("certificates are the same in any order of their keys, because the engine sorts the keys", () => {
  const declared = [
    { thumbprint: a, caStore: "TrustedRootCA" },
    { thumbprint: b, caStore: "IntermediateCA" },
  ];
  const fromState = [
    { caStore: "TrustedRootCA", thumbprint: a },
    { caStore: "IntermediateCA", thumbprint: b },
  ];
  expect(sameValue(webService, "trustedCACerts", [declared, fromState])).toBe(true);
  expect(sameValue(webService, "trustedCACerts", [declared, fromState.slice(1)])).toBe(false);
  const otherStore = declared.map((one) => ({ ...one, caStore: "TrustedRootCA" }));
  expect(sameValue(webService, "trustedCACerts", [declared, otherStore])).toBe(false);
});
