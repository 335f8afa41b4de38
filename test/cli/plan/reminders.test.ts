import { expect, test } from "vitest";
import type { Change } from "../../../provider/src/cli/plan/change";
import { reminderOf } from "../../../provider/src/cli/plan/reminders";

const pool = "LyncPool01.contoso.com";

test.each([
  "Export-CsConfiguration -FileName <file>.zip",
  "https://web.contoso.com/passiveauth/federationmetadata/2007-06/federationmetadata.xml",
  "Discovery DNS",
  "On every server: the July 2013 update",
  "room systems, Mac and third-party clients",
  "Monitoring accounts",
  "Invoke-CsUcsRollback -Identity <user>",
  "the token's lifetime is at least as long as a meeting",
  "for up to 48 hours (2 days): Revoke-CsClientCertificate",
])("a pool that becomes passive is told of %s, once", (text) => {
  const { items } = reminderOf({ pool, becomesPassive: { validityHours: 48 } } as Change, "web.contoso.com");
  expect(items.filter((item) => item.includes(text))).toHaveLength(1);
});
