import { describe, expect, test } from "vitest";
import { parseTopology } from "../../provider/src/simulator/topology";
import { contoso } from "../support/contoso";

const pool = { fqdn: "a.contoso.com", role: "edge" };

describe("a topology", () => {
  test("of the procedure is accepted", () => {
    expect(parseTopology(contoso, "contoso.json")).toEqual(contoso);
  });

  test("may name pools of other sites, in any case", () => {
    const named = {
      serverVersion: 2013,
      sites: [
        { name: "A", pools: [{ ...pool, nextHop: "B.contoso.com" }] },
        { name: "B", pools: [{ fqdn: "b.contoso.com", role: "enterprisePool", backupPool: "A.CONTOSO.COM" }] },
      ],
    };
    expect(parseTopology(named, "contoso.json")).toEqual(named);
  });

  test.each([
    [
      "an unknown key",
      { serverVersion: 2013, sites: [], site: [] },
      'the whole file: unknown "site"; allowed: "serverVersion", "sites", "modernAuthentication", "name"',
    ],
    [
      "an unknown key of a pool",
      { serverVersion: 2013, sites: [{ name: "A", pools: [{ ...pool, roles: 1 }] }] },
      'sites[0].pools[0]: unknown "roles"; allowed: "fqdn", "role", "computers", "backupPool", "nextHop"',
    ],
    [
      "a bad role",
      { serverVersion: 2013, sites: [{ name: "A", pools: [pool, { ...pool, role: "frontend" }] }] },
      'sites[0].pools[1].role: "frontend" is not allowed; allowed: "director", "enterprisePool", "standardEdition", "survivableBranch", "edge"',
    ],
    [
      "an unknown key of a site",
      { serverVersion: 2013, sites: [{ name: "A", pools: [], id: 1 }] },
      'sites[0]: unknown "id"; allowed: "name", "pools"',
    ],
    [
      "a missing name",
      { serverVersion: 2013, sites: [{ pools: [] }] },
      "sites[0].name: missing is not allowed; Invalid input: expected string, received undefined",
    ],
    ["a wrong version", { serverVersion: 2010, sites: [] }, 'serverVersion: 2010 is not allowed; allowed: 2013, 2015, 2019, "SE"'],
    [
      "a duplicate pool",
      {
        serverVersion: "SE",
        sites: [
          { name: "A", pools: [pool] },
          { name: "B", pools: [{ ...pool, fqdn: "A.contoso.com" }] },
        ],
      },
      'sites[1].pools[0].fqdn: the pool "A.contoso.com" stands already at sites[0].pools[0].fqdn',
    ],
    [
      "a name that is none",
      { serverVersion: 2019, sites: [], name: "pools:x" },
      'name: "pools:x" is not allowed; allowed: a name of up to 60 letters, digits, blanks, - and _, which is not "local"',
    ],
    [
      "a duplicate site",
      {
        serverVersion: 2019,
        sites: [
          { name: "A", pools: [] },
          { name: "a", pools: [] },
        ],
      },
      'sites[1].name: the site "a" stands already at sites[0].name',
    ],
    [
      "a backup pool that is not there",
      { serverVersion: 2013, sites: [{ name: "A", pools: [{ ...pool, role: "enterprisePool", backupPool: "b.contoso.com" }] }] },
      'sites[0].pools[0].backupPool: there is no pool "b.contoso.com"',
    ],
    [
      "a next hop that is not there",
      { serverVersion: 2013, sites: [{ name: "A", pools: [{ ...pool, nextHop: "b.contoso.com" }] }] },
      'sites[0].pools[0].nextHop: there is no pool "b.contoso.com"',
    ],
    [
      "a next hop of another pool than an edge",
      { serverVersion: 2013, sites: [{ name: "A", pools: [pool, { fqdn: "b.contoso.com", role: "director", nextHop: "A.contoso.com" }] }] },
      "sites[0].pools[1].nextHop: only an edge has a next hop",
    ],
    [
      "two names that are not there",
      {
        serverVersion: 2013,
        sites: [
          {
            name: "A",
            pools: [
              { ...pool, nextHop: "b.contoso.com" },
              { fqdn: "c.contoso.com", role: "director", backupPool: "d" },
            ],
          },
        ],
      },
      'sites[0].pools[0].nextHop: there is no pool "b.contoso.com"; sites[0].pools[1].backupPool: there is no pool "d"',
    ],
  ])("with %s is refused, naming the place, what is allowed and what to do", (_what, value, message) => {
    expect(() => parseTopology(value, "contoso.json")).toThrow(
      `The topology file contoso.json cannot be used: ${message}. Mend the file; README.md, "A simulated deployment", shows its form`,
    );
  });
});
