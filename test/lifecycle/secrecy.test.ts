import { describe, expect, test } from "vitest";
import { refused } from "../../provider/src/finding";
import { encryptable, lostSecret, maskOf, stillSecret, withoutOuterSecrets, withoutSecrets } from "../../provider/src/lifecycle/secrecy";

const secret = "macResolverUrl";
const url = "https://mac/?key=hunter2";

describe("a setting", () => {
  const wasSecret = { secretSettings: [secret] };

  test.each([
    ["is secret if it is given as a secret", [secret], { before: {}, after: { [secret]: url } }],
    ["stays secret while it is not declared", [], { before: wasSecret, after: {} }],
    [
      "stays secret as long as the state has its earlier value",
      [],
      { before: { ...wasSecret, previous: { [secret]: url } }, after: { [secret]: "plain" } },
    ],
    [
      "stays secret if its earlier value is kept from now on",
      [],
      { before: wasSecret, after: { [secret]: "plain" }, previous: { [secret]: url } },
    ],
    ["is secret if it is copied from an outer collection's secret", [], { before: {}, after: {}, others: [secret, secret] }],
  ])("%s", (_what, given, rest) => {
    expect(stillSecret(given, rest)).toEqual([secret]);
  });

  test("is no longer secret once it is declared in plain text and no earlier value is kept", () => {
    expect(stillSecret([], { before: wasSecret, after: { [secret]: "plain" } })).toEqual([]);
  });
});

test("null replaces an outer collection's secret in the state, but only in the records inherited and undone", () => {
  const values = { [secret]: url, usePinAuth: false };
  const hidden = { [secret]: null, usePinAuth: false };
  expect(withoutOuterSecrets({ previous: values, inherited: values, undone: values }, [secret])).toEqual({
    previous: values,
    inherited: hidden,
    undone: hidden,
  });
  expect(withoutOuterSecrets({ since: 3 }, [secret])).toEqual({ since: 3 });
});

describe("the earlier value of a secret setting", () => {
  const records = { previous: { [secret]: url, usePinAuth: false }, since: 3 };

  test.each([
    ["the program gives it as a secret", { given: [secret], marks: [] }],
    ["the class marked it", { given: [], marks: [secret] }],
  ])("is kept if %s", (_what, encrypted) => {
    expect(encryptable(records, [secret], encrypted)).toEqual({ records, lost: [] });
  });

  test("is lost with a warning if the engine would not encrypt it", () => {
    expect(encryptable(records, [secret], { given: [], marks: ["usePinAuth"] })).toEqual({
      records: { previous: { usePinAuth: false }, since: 3 },
      lost: [secret],
    });
    expect(lostSecret(secret)).toMatchObject({ code: "lostSecret", severity: "warned", property: secret });
  });

  test("is not lost if there was none", () => {
    const others = { since: 3 };
    expect(encryptable(others, [secret], { given: [], marks: [] })).toEqual({ records: others, lost: [] });
  });
});

describe("a failure", () => {
  const mask = maskOf([secret], { [secret]: url, usePinAuth: "a b" }, undefined, { [secret]: "https://other" });

  test("about a secret names no property, because the engine would print its value, but its message names the setting", () => {
    const failures = [
      refused("notAllowed", secret, `"${url}" is too long`),
      refused("notAllowed", "usePinAuth", `not "a b", nor https://other`),
    ];
    expect(withoutSecrets(failures, [secret], mask)).toEqual([
      { ...failures[0], property: "", message: `${secret}: [secret] is too long` },
      { ...failures[1], message: `not "a b", nor [secret]` },
    ]);
  });
});
