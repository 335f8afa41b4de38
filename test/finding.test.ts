import { expect, test } from "vitest";
import { addedTo, codesIn, findingText, inWords, readWarning, refused, warned, warningLine } from "../provider/src/finding";

test("a finding's text ends with the codes before its own, and then its own", () => {
  expect(findingText(refused("noMethodLeft", "", "no method would be left on"))).toBe("no method would be left on [noMethodLeft]");
  const elsewhere = { ...warned("otherMethodLeft", "", "NTLM is on"), before: ["newElsewhere"] as const };
  expect(findingText(elsewhere)).toBe("NTLM is on [newElsewhere] [otherMethodLeft]");
});

test.each([
  ["NTLM is on [newElsewhere] [otherMethodLeft]", ["newElsewhere", "otherMethodLeft"]],
  ["in the middle [noMethodLeft] is none", []],
  ["no code of ours [constructor]", []],
  ["[String] is a type [noMethodLeft]", ["noMethodLeft"]],
  ["of another program [noSuchCode] [noMethodLeft]", ["noMethodLeft"]],
  ["", []],
])("%j ends with the codes %j", (text, codes) => {
  expect(codesIn(text)).toEqual(codes);
});

test.each(["Service:WebServer:pool01.contoso.com", "Site:Redmond: the first", "pulumi-lync"])("a warning of %j reads back", (who) => {
  const what = "it is: not so [noMethodLeft]";
  expect(readWarning(`  ${warningLine(who, what)}\n`)).toEqual({ who, what });
});

test("a warning without a name reads back, too, and any other line is no warning", () => {
  expect(readWarning("warning: one")).toEqual({ what: "one" });
  expect(readWarning("a warning: was there")).toBeUndefined();
  expect(readWarning("no warnings")).toBeUndefined();
});

test("a finding about something that no known one is about is added, and others are not", () => {
  const known = { ...warned("noSecondFactor", "p", "one"), about: ["a", "b"] };
  const same = { ...known, message: "another", about: ["a"] };
  const more = { ...known, about: ["a", "c"] };
  expect(addedTo([known], [same, more])).toEqual([more]);
});

test("a refusal about fewer pools is not added, and a finding with another code is", () => {
  const known = { ...refused("noWayToTicket", "", "of two"), pools: ["a", "b"] };
  expect(addedTo([known], [{ ...known, message: "of one", pools: ["a"] }])).toEqual([]);
  const other = { ...warned("edgeLocksOut", "", "another"), about: ["a"] };
  expect(addedTo([known], [other])).toEqual([other]);
});

test("at most three pools are named", () => {
  expect(inWords(["a", "b", "c"])).toBe("a, b, c");
  expect(inWords(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
});
