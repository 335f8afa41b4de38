import { expect, test } from "vitest";
import { isBranch, readDirectory, type DirectoryPool } from "../../provider/src/deployment/directory";

const behind = "LyncPool01.contoso.com";

/** The pools that the directory reads from these services of one site. */
async function directoryOf(...services: Record<string, unknown>[]): Promise<Map<string, DirectoryPool>> {
  return readDirectory(() => Promise.resolve(services.map((service) => ({ SiteId: "Site:Redmond", ...service }))));
}

const service = (role: string, pool: string, more: object = {}): Record<string, unknown> => ({
  Identity: `${role}:${pool}`,
  PoolFqdn: pool,
  ...more,
});

test("an Edge's next hop is read from its EdgeServer service, and no other pool has one", async () => {
  const directory = await directoryOf(
    service("EdgeServer", "Edge.contoso.com", { Registrar: `Registrar:${behind}` }),
    service("UserServer", behind, { Registrar: `Registrar:${behind}` }),
    service("Registrar", behind),
    service("MediationServer", "Edge.contoso.com", { Registrar: "Registrar:Other.contoso.com" }),
  );
  expect(directory.get("edge.contoso.com")?.nextHop).toBe(behind);
  expect(directory.get(behind.toLowerCase())?.nextHop).toBeUndefined();
});

test.each([
  ["WebServer, which comes first", { WebServer: `WebServer:${behind}`, UserServer: "UserServer:B", BackupRegistrar: "Registrar:C" }],
  ["UserServer, if there is no WebServer", { WebServer: null, UserServer: `UserServer:${behind}`, BackupRegistrar: "Registrar:C" }],
  ["BackupRegistrar, if there is neither", { WebServer: "", UserServer: null, BackupRegistrar: `Registrar:${behind}` }],
])("the pool behind a branch is the one that its Registrar names in %s", async (_what, names) => {
  const branch = (await directoryOf(service("Registrar", "Branch.contoso.com", names))).get("branch.contoso.com");
  expect(branch?.homePool).toBe(behind);
});

test("a branch that names no pool, or names it by something other than a text, has no home pool", async () => {
  const none = [{}, { WebServer: null, UserServer: null, BackupRegistrar: null }, { UserServer: [], BackupRegistrar: { a: 1 } }];
  for (const names of none) {
    const directory = await directoryOf(service("Registrar", "Branch.contoso.com", names));
    expect(directory.get("branch.contoso.com")?.homePool).toBeUndefined();
  }
});

test("a branch has a Registrar but no users and no Web Services, and a Director is not a branch", () => {
  expect(isBranch({ roles: ["Registrar"] })).toBe(true);
  expect(isBranch({ roles: ["Registrar", "MediationServer"] })).toBe(true);
  for (const roles of [
    ["UserServer", "Registrar", "WebServer"],
    ["Director", "Registrar"],
    ["Registrar", "WebServer"],
    ["EdgeServer"],
    [],
  ]) {
    expect(isBranch({ roles })).toBe(false);
  }
});
