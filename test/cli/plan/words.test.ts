import { expect, test } from "vitest";
import type { Change } from "../../../provider/src/cli/plan/change";
import { actionWords, methodWords, placeWords, poolWords, remarksOf } from "../../../provider/src/cli/plan/words";
import { count, visible } from "../../../provider/src/cli/words";
import { changeOf } from "../../support/previews";

test.each([
  [{}, "~ change"],
  [{ action: "remove", isReplacement: true }, "- remove (replacement)"],
  [{ action: "set back", isReplacement: true, drift: ["x"] }, "< restore (replacement) (drift)"],
] satisfies [Partial<Change>, string][])("the action of %j is %j", (more, words) => {
  expect(actionWords(changeOf(more))).toBe(words);
});

test.each([
  [{}, "PIN -> passive"],
  [{ after: "PIN" }, "PIN"],
  [{ before: undefined }, "not known -> passive"],
  [{ before: undefined, after: undefined }, "not known"],
] satisfies [Partial<Change>, string][])("the sign-in methods of %j are %j", (more, words) => {
  expect(methodWords(changeOf(more), "->")).toBe(words);
});

test.each([
  [{}, "LyncPool01.contoso.com"],
  [{ isIdentityKnown: false }, "LyncPool01.contoso.com -> [not known yet]"],
  [{ pool: null, isIdentityKnown: false }, "[not known yet]"],
] satisfies [Partial<Change>, string][])("the place of %j is %j", (more, words) => {
  expect(placeWords(changeOf(more), "->")).toBe(words);
});

test("a pool that is not known yet is shown as such", () => {
  expect([poolWords("LyncPool01.contoso.com"), poolWords(null)]).toEqual(["LyncPool01.contoso.com", "[not known yet]"]);
});

test("drift comes before the guards' warnings", () => {
  expect(remarksOf({ drift: ["one"], warnings: ["two"] })).toEqual(["drift: one", "two"]);
});

test("a noun and its verb agree with their number", () => {
  expect([count(0, "pool"), count(1, "pool"), count(2, "pool"), count(2, "replica has", "replicas have")]).toEqual([
    "0 pools",
    "1 pool",
    "2 pools",
    "2 replicas have",
  ]);
});

test.each([
  ["a\nb\u001b[31m", "a\\u{a}b\\u{1b}[31m"],
  ["\u202egnp.exe", "\\u{202e}gnp.exe"],
  ["a\u2028b", "a\\u{2028}b"],
  ["Zürich 東京", "Zürich 東京"],
])("the invisible characters in %j are made visible", (text, shown) => {
  expect(visible(text)).toBe(shown);
});
