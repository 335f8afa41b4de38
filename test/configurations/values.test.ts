import { expect, test } from "vitest";
import { mapValues, omit, pick } from "../../provider/src/configurations/values";

const values = { useCertificateAuth: true, usePinAuth: null, wsFedPassiveMetadataUri: undefined };

test("the picked settings are those that have a value, in the given order", () => {
  expect(Object.entries(pick(values, ["usePinAuth", "useWindowsAuth", "useCertificateAuth"]))).toEqual([
    ["usePinAuth", null],
    ["useCertificateAuth", true],
  ]);
});

test("the given settings are left out, and no others", () => {
  expect(Object.keys(omit(values, ["usePinAuth", "useWindowsAuth"]))).toEqual(["useCertificateAuth", "wsFedPassiveMetadataUri"]);
});

test("a picked setting may have the value undefined", () => {
  expect(Object.keys(pick(values, ["wsFedPassiveMetadataUri"]))).toEqual(["wsFedPassiveMetadataUri"]);
});

test("each value is replaced by another one, which may depend on its setting", () => {
  expect(mapValues(values, (value, property) => (property === "usePinAuth" ? value : property.length))).toEqual({
    useCertificateAuth: 18,
    usePinAuth: null,
    wsFedPassiveMetadataUri: 23,
  });
});
