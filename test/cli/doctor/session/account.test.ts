import { expect, test } from "vitest";
import { accountCheck } from "../../../../provider/src/cli/doctor/session/account";
import { examined, local, remote, simulated } from "../../../support/examined";

test.each([
  [true, "fine", undefined, "CONTOSO\\admin has the group RTCUniversalServerAdmins in its token."],
  [
    false,
    "finding",
    "notAdministrator",
    "CONTOSO\\admin does not have the group RTCUniversalServerAdmins in its token, so the server refuses its changes.",
  ],
  [
    null,
    "unknown",
    "notJudged",
    "It is unknown whether CONTOSO\\admin has the group RTCUniversalServerAdmins in its token, because this system did not return the names of the groups.",
  ],
])("on this machine the account's token decides: %s", async (isServerAdmin, status, code, found) => {
  const [result] = await accountCheck.run(await examined(local, { isServerAdmin }));
  expect({ status: result?.status, code: result?.code, found: result?.found }).toEqual({ status, code, found });
});

test.each([
  ["the account that runs Pulumi", remote, "CONTOSO\\admin signed in."],
  [
    "the account of the configuration",
    { ...remote, remote: { connectionUri: "https://pool.contoso.com", authentication: "Default", username: "CONTOSO\\other" } },
    "CONTOSO\\other signed in.",
  ],
])("at a remote endpoint the result names %s, whose role decides", async (_what, config, found) => {
  expect(await accountCheck.run(await examined(config, { isServerAdmin: null }))).toMatchObject([
    { subject: "pool.contoso.com", status: "fine", found: expect.stringContaining(found) },
  ]);
});

test("a simulated deployment has no account to check", async () => {
  expect(await accountCheck.run(await examined(simulated, { isServerAdmin: null }))).toMatchObject([{ status: "notAsked" }]);
});
