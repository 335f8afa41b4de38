import { describe, expect, test } from "vitest";
import { refused } from "../../provider/src/finding";
import { encryptable, lostSecret, maskOf, stillSecret, withoutOuterSecrets, withoutSecrets } from "../../provider/src/lifecycle/secrecy";

const secret = "macResolverUrl";
const url = "https://mac/?key=hunter2";

describe("a setting", () => {
  const wasSecret = { secretSettings: [secret] };

  test.each([
    ["that is given as a secret is one", [secret], { before: {}, after: { [secret]: url } }],
    ["that was one stays one while it is not declared", [], { before: wasSecret, after: {} }],
    [
      "that was one stays one as long as the state has what it was before",
      [],
      { before: { ...wasSecret, previous: { [secret]: url } }, after: { [secret]: "plain" } },
    ],
    [
      "that was one stays one where what it was before is kept from now on",
      [],
      { before: wasSecret, after: { [secret]: "plain" }, previous: { [secret]: url } },
    ],
    ["that is taken from an outer collection's secret is one", [], { before: {}, after: {}, others: [secret, secret] }],
  ])("%s", (_what, given, rest) => {
    expect(stillSecret(given, rest)).toEqual([secret]);
  });

  test("that was one is none any more once it is declared in plain, and nothing of before is kept", () => {
    expect(stillSecret([], { before: wasSecret, after: { [secret]: "plain" } })).toEqual([]);
  });
});

test("of an outer collection's secret null stands in the state, in what is inherited and in what was left undone alone", () => {
  const values = { [secret]: url, usePinAuth: false };
  const hidden = { [secret]: null, usePinAuth: false };
  expect(withoutOuterSecrets({ previous: values, inherited: values, undone: values }, [secret])).toEqual({
    previous: values,
    inherited: hidden,
    undone: hidden,
  });
  expect(withoutOuterSecrets({ since: 3 }, [secret])).toEqual({ since: 3 });
});

describe("what a secret setting was before", () => {
  const records = { previous: { [secret]: url, usePinAuth: false }, since: 3 };

  test.each([
    ["the program gives it as a secret", { given: [secret], marks: [] }],
    ["the class marked it", { given: [], marks: [secret] }],
  ])("is kept where %s", (_what, encrypted) => {
    expect(encryptable(records, [secret], encrypted)).toEqual({ records, lost: [] });
  });

  test("is lost where the engine would not encrypt it, and that is warned of", () => {
    expect(encryptable(records, [secret], { given: [], marks: ["usePinAuth"] })).toEqual({
      records: { previous: { usePinAuth: false }, since: 3 },
      lost: [secret],
    });
    expect(lostSecret(secret)).toMatchObject({ code: "lostSecret", severity: "warned", property: secret });
  });

  test("is not lost where there was nothing", () => {
    const others = { since: 3 };
    expect(encryptable(others, [secret], { given: [], marks: [] })).toEqual({ records: others, lost: [] });
  });
});

describe("a failure", () => {
  const mask = maskOf([secret], { [secret]: url, usePinAuth: "a b" }, undefined, { [secret]: "https://other" });

  test("of a secret names no property, because the engine would print its value; its message does", () => {
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
