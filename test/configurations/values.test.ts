import { expect, test } from "vitest";
import { mapValues, omit, pick } from "../../provider/src/configurations/values";

const values = { useCertificateAuth: true, usePinAuth: null, wsFedPassiveMetadataUri: undefined };

test("picks the settings that have a value, in the given order", () => {
  expect(Object.entries(pick(values, ["usePinAuth", "useWindowsAuth", "useCertificateAuth"]))).toEqual([
    ["usePinAuth", null],
    ["useCertificateAuth", true],
  ]);
});

test("leaves out the given settings and no others", () => {
  expect(Object.keys(omit(values, ["usePinAuth", "useWindowsAuth"]))).toEqual(["useCertificateAuth", "wsFedPassiveMetadataUri"]);
});

test("keeps a setting whose value is undefined", () => {
  expect(Object.keys(pick(values, ["wsFedPassiveMetadataUri"]))).toEqual(["wsFedPassiveMetadataUri"]);
});

test("replaces each value by another one, which may depend on its setting", () => {
  expect(mapValues(values, (value, property) => (property === "usePinAuth" ? value : property.length))).toEqual({
    useCertificateAuth: 18,
    usePinAuth: null,
    wsFedPassiveMetadataUri: 23,
  });
});
