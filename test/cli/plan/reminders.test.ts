import { expect, test } from "vitest";
import type { Change } from "../../../provider/src/cli/plan/change";
import { reminderOf } from "../../../provider/src/cli/plan/reminders";

const pool = "LyncPool01.contoso.com";

test.each([
  "Export-CsConfiguration -FileName <file>.zip",
  "https://web.contoso.com/passiveauth/federationmetadata/2007-06/federationmetadata.xml",
  "Discovery DNS",
  "Every server needs the July 2013 update",
  "room systems, Mac clients and third-party clients",
  "Monitoring accounts",
  "Invoke-CsUcsRollback -Identity <user>",
  "the token's lifetime at least as long as a meeting",
  "for up to 48 hours (2 days). To end this for a user: Revoke-CsClientCertificate",
])("the steps for a pool that becomes passive contain %s once", (text) => {
  const { items } = reminderOf({ pool, becomesPassive: { validityHours: 48 } } as Change, "web.contoso.com");
  expect(items.filter((item) => item.includes(text))).toHaveLength(1);
});
