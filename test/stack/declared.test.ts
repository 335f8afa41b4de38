import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { nonEmpty, secretsOf, stillHeld } from "../../provider/src/stack/declared";

test("the settings that are secret in any of several records are returned once", () => {
  const one = { secretSettings: ["usePinAuth", "macResolverUrl"] };
  expect(secretsOf(one, undefined, {}, { secretSettings: ["macResolverUrl"] })).toEqual(["usePinAuth", "macResolverUrl"]);
});

test("a collection still holds values of the same meaning, and may hold values that cannot be read", () => {
  const values = { useWindowsAuth: "NTLM", usePinAuth: false, useCertificateAuth: false, maxGroupSizeToExpand: null };
  const found = { values: { useWindowsAuth: "NTLM", usePinAuth: true }, unread: { useCertificateAuth: "perhaps" } };
  expect(stillHeld(webService, values, found)).toEqual({
    useWindowsAuth: "NTLM",
    useCertificateAuth: false,
    maxGroupSizeToExpand: null,
  });
});

test("an empty record is left out, except previous, which records that the collection existed", () => {
  expect(nonEmpty({ previous: {}, inherited: {}, undone: {}, written: [], since: undefined, secretSettings: [] })).toEqual({
    previous: {},
    secretSettings: [],
  });
  const all = { previous: { usePinAuth: null }, since: 0, inherited: { usePinAuth: true }, undone: { usePinAuth: true }, written: ["a"] };
  expect(nonEmpty(all)).toEqual(all);
});
