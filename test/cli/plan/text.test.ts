import { expect, test } from "vitest";
import { plainTextOf } from "../../../provider/src/cli/plan/text";
import { changeOf, hostileSteps, planned, planWith } from "../../support/previews";

test("a hostile pool name and metadata URI cannot write control characters to the terminal", async () => {
  expect(plainTextOf(await planned(hostileSteps))).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2028]/u);
});

const unchanged = [{ identity: "Global", configuration: "CsProxyConfiguration", signInMethods: "NTLM" }];

test("a plan in which nothing changes says so, unless its preview failed", () => {
  expect(plainTextOf(planWith({ unchanged }))).toBe("Nothing changes: 1 collection is as declared.\n");
  expect(plainTextOf(planWith({ unchanged, errors: ["it failed"] }))).toBe(
    "The preview failed:\n  it failed\n\n1 collection is unchanged.\n",
  );
});

test("a change is a row of a table, with its drift and warnings below, and its pool has the cmdlets", () => {
  const change = changeOf({ drift: ["drifted"], warnings: ["beware [otherMethodLeft]"], cmdlets: ["Set-A"], undo: ["Set-B"] });
  const [table = "", ...sections] = plainTextOf(planWith({ changes: [change], unchanged, warnings: ["further"], notes: ["noted"] })).split(
    "\n\n",
  );
  const cells = table
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) =>
      line
        .split("│")
        .map((cell) => cell.trim())
        .filter((cell) => cell !== ""),
    );
  expect(cells).toEqual([
    ["Change", "Pool", "Configuration", "Sign-in methods"],
    ["~ change (drift)", "LyncPool01.contoso.com", "CsWebServiceConfiguration", "PIN → passive"],
    ["! drift: drifted"],
    ["! beware [otherMethodLeft]"],
  ]);
  expect(sections).toEqual([
    "Further warnings:\n  further",
    "What this plan does not show:\n  noted",
    "Cmdlets that up runs for LyncPool01.contoso.com:\n  Set-A",
    "Cmdlets that undo them:\n  Set-B",
    "1 collection is unchanged.\n",
  ]);
});
