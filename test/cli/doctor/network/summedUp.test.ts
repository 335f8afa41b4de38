import { expect, test } from "vitest";
import { summedUp } from "../../../../provider/src/cli/doctor/network/summedUp";
import type { Result } from "../../../../provider/src/cli/doctor/result";

const notAsked = (check: string, subject: string): Result => ({
  check,
  subject,
  status: "notAsked",
  asked: "Nothing.",
  found: "Not checked.",
});
const fine: Result = { ...notAsked("Web server", "fe0"), status: "fine" };

test("the unchecked results of each check become one, and all others are unchanged", () => {
  const servers = ["fe1", "fe2", "fe3", "fe4"].map((name) => notAsked("Web server", name));
  const alone = notAsked("AD FS metadata", "sts");
  expect(summedUp([alone, fine, ...servers])).toEqual([
    fine,
    alone,
    {
      check: "Web server",
      subject: "4 hosts",
      status: "notAsked",
      asked: "Nothing.",
      found: 'The deployment is simulated, and its topology gives no address under "hosts" for fe1, fe2, fe3 and 1 more.',
    },
  ]);
});
