import { expect, test } from "vitest";
import { mapValues, omit, pick } from "../../provider/src/configurations/values";

const values = { useCertificateAuth: true, usePinAuth: null, wsFedPassiveMetadataUri: undefined };

test("of some settings those that have a value are picked, in the order asked for", () => {
  expect(Object.entries(pick(values, ["usePinAuth", "useWindowsAuth", "useCertificateAuth"]))).toEqual([
    ["usePinAuth", null],
    ["useCertificateAuth", true],
  ]);
});

test("some settings are left out, and no others", () => {
  expect(Object.keys(omit(values, ["usePinAuth", "useWindowsAuth"]))).toEqual(["useCertificateAuth", "wsFedPassiveMetadataUri"]);
});

test("a value that is there and says nothing stays there", () => {
  expect(Object.keys(pick(values, ["wsFedPassiveMetadataUri"]))).toEqual(["wsFedPassiveMetadataUri"]);
});

test("each value becomes another one, which may depend on its setting", () => {
  expect(mapValues(values, (value, property) => (property === "usePinAuth" ? value : property.length))).toEqual({
    useCertificateAuth: 18,
    usePinAuth: null,
    wsFedPassiveMetadataUri: 23,
  });
});
