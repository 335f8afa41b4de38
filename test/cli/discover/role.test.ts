import { expect, test } from "vitest";
import { roleOf } from "../../../provider/src/cli/discover/role";

const fqdn = "Pool.contoso.com";
const user = ["UserServer", "WebServer", "Registrar"];

test.each([
  ["director", ["Director", "WebServer", "Registrar"], "internal.contoso.com", 2],
  ["edge", ["EdgeServer"], fqdn, 1],
  ["standardEdition", user, "POOL.contoso.com", 1],
  ["enterprisePool", user, fqdn, 2],
  ["enterprisePool", user, "internal.contoso.com", 1],
  ["enterprisePool", user, fqdn, 0],
  [undefined, ["Registrar"], fqdn, 1],
  [undefined, ["MediationServer"], fqdn, 1],
])("the role is %s for %j with Web Services at %s and %i computers", (role, roles, webServicesFqdn, count) => {
  const computers = Array.from({ length: count }, (_, index) => ({ fqdn: `fe${String(index)}.contoso.com`, version: undefined }));
  expect(roleOf({ fqdn, site: "Redmond", roles, nextHop: undefined, webServicesFqdn }, computers)).toBe(role);
});
