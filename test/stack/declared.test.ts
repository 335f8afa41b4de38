import { expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { nonEmpty, secretsOf, stillHeld } from "../../provider/src/stack/declared";

test("the settings that are secret in any of several records are told once", () => {
  const one = { secretSettings: ["usePinAuth", "macResolverUrl"] };
  expect(secretsOf(one, undefined, {}, { secretSettings: ["macResolverUrl"] })).toEqual(["usePinAuth", "macResolverUrl"]);
});

test("a collection still holds what it has by meaning, and may hold what cannot be read", () => {
  const values = { useWindowsAuth: "NTLM", usePinAuth: false, useCertificateAuth: false, maxGroupSizeToExpand: null };
  const found = { values: { useWindowsAuth: "NTLM", usePinAuth: true }, unread: { useCertificateAuth: "perhaps" } };
  expect(stillHeld(webService, values, found)).toEqual({
    useWindowsAuth: "NTLM",
    useCertificateAuth: false,
    maxGroupSizeToExpand: null,
  });
});

test("a record that says nothing is left out; an empty previous says that the collection was there", () => {
  expect(nonEmpty({ previous: {}, inherited: {}, undone: {}, written: [], since: undefined, secretSettings: [] })).toEqual({
    previous: {},
    secretSettings: [],
  });
  const all = { previous: { usePinAuth: null }, since: 0, inherited: { usePinAuth: true }, undone: { usePinAuth: true }, written: ["a"] };
  expect(nonEmpty(all)).toEqual(all);
});
