import { expect, test } from "vitest";
import { adviceOn, failureOf } from "../../../../provider/src/cli/doctor/network/failure";

test.each(["HPE_INVALID_CONSTANT", "HPE_HEADER_OVERFLOW"])(
  "the advice on a response that is not HTTP (%s) does not mention firewalls",
  (code) => {
    const failure = failureOf(Object.assign(new Error("Parse Error"), { code }));
    expect(failure).toEqual({ kind: "noHttp", words: `The response is not valid HTTP: Parse Error (${code}).` });
    expect(adviceOn(failure, "sts.contoso.com")).toBe("Open the address in a browser, and see what it returns.");
  },
);
