import { expect, test } from "vitest";
import { LyncError } from "../../provider/src/errors";
import { Mask } from "../../provider/src/cmdlets/mask";

test("masking hides texts as they are and as JSON quotes them, tries the longest first, and ignores empty ones", () => {
  const mask = new Mask(["", "hunter", 'hunter2 "x"', ["https://hunter3"], { url: "https://hunter4" }, 12, 123456, true, null, undefined]);
  expect(mask.hide('it is "", not hunter2 "x"')).toBe('it is "", not [secret]');
  expect(mask.hide(JSON.stringify({ is: 'hunter2 "x"', was: "" }))).toBe('{"is":[secret],"was":""}');
  expect(mask.hide(String.raw`text \"hunter2 \\\"x\\\"\"`)).not.toContain("hunter2");
  expect(mask.hide("https://hunter3, https://hunter4, 123456, 12, true")).toBe("[secret], [secret], [secret], 12, true");
});

test("masking does not change parts of its own mark", () => {
  expect(new Mask(["secret", "e", "long-hunter"]).hide("the secret long-hunter")).toBe("th[secret] [secret] [secret]");
});

test("masking does not hide the name of the cmdlet that makes an object", () => {
  const mask = new Mask([{ add: [{ make: "New-CsWebOrigin", with: { Url: "https://hunter2" } }] }]);
  expect(mask.hide("(New-CsWebOrigin -Url 'https://hunter2')")).toBe("(New-CsWebOrigin -Url '[secret]')");
});

test("masking hides all fields of a failure that may repeat a secret", () => {
  const error = new LyncError("bad hunter2", { kind: "cmdletFailed", id: "hunter2,X", target: "hunter2", category: "InvalidData" });
  const { message, errorId, target, category } = new Mask(["hunter2"]).error(error) as LyncError;
  expect([message, errorId, target, category]).toEqual(["bad [secret]", "[secret],X", "[secret]", "InvalidData"]);
});
