import { expect, test } from "vitest";
import { adviceOn, failureOf } from "../../../../provider/src/cli/doctor/network/failure";

test.each(["HPE_INVALID_CONSTANT", "HPE_HEADER_OVERFLOW"])("a response that is no HTTP (%s) is no matter of firewalls", (code) => {
  const failure = failureOf(Object.assign(new Error("Parse Error"), { code }));
  expect(failure).toEqual({ kind: "noHttp", words: `What came back is no HTTP response that can be read: Parse Error (${code}).` });
  expect(adviceOn(failure, "sts.contoso.com")).toBe("Open the address in a browser, and see what it is.");
});
