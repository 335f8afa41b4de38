import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseTopology, readTopologyFile } from "../../provider/src/simulator/topologyFile";
import { badTopologies } from "./badTopologies";
import { contoso } from "../support/contoso";
import { encodings } from "../support/encodings";
import { simulate } from "../support/simulated";

const pool = { fqdn: "a.contoso.com", role: "edge" };
const branch = { fqdn: "branch.contoso.com", role: "survivableBranch", homePool: "B.CONTOSO.COM" };
const user = (name: string): { fqdn: string; role: string } => ({ fqdn: `${name}.contoso.com`, role: "enterprisePool" });

const deployment = (...pools: object[]): object => ({ serverVersion: 2013, sites: [{ name: "A", pools }] });

/** It is separate, because only Node.js reads the name. The module does not check it. */
const badName = [
  "an invalid name",
  { serverVersion: 2019, sites: [], name: "pools:x" },
  'name: "pools:x" is not allowed; allowed: a name of up to 60 letters, digits, blanks, - and _, which is not "local"',
] as const;

describe("a topology", () => {
  test("of the procedure is accepted", () => {
    expect(parseTopology(contoso, "contoso.json")).toEqual(contoso);
  });

  test("may name pools of other sites, and ignores the case of names", () => {
    const named = {
      serverVersion: 2013,
      sites: [
        { name: "A", pools: [{ ...pool, nextHop: "B.contoso.com" }, branch] },
        {
          name: "B",
          pools: [
            { fqdn: "b.contoso.com", role: "enterprisePool", backupPool: "C.CONTOSO.COM" },
            { fqdn: "c.contoso.com", role: "standardEdition" },
          ],
        },
      ],
    };
    expect(parseTopology(named, "contoso.json")).toEqual(named);
  });

  test("may name a pair of pools at one pool or at both", () => {
    const paired = deployment(
      { ...user("a"), backupPool: "b.contoso.com" },
      user("b"),
      { ...user("c"), backupPool: "D.contoso.com" },
      { ...user("d"), backupPool: "c.contoso.com" },
    );
    expect(parseTopology(paired, "contoso.json")).toEqual(paired);
  });

  test("may have pools of older versions, and computers that are not up to date", () => {
    const mixed = deployment(
      { ...user("a"), version: 2010 },
      {
        ...user("b"),
        computers: ["fe01.contoso.com", { fqdn: "fe02.contoso.com" }, { fqdn: "fe03.contoso.com", productVersion: "5.0.8308.0" }],
      },
    );
    expect(parseTopology(mixed, "contoso.json")).toEqual(mixed);
  });

  test("may give hosts addresses", () => {
    const mapped = {
      serverVersion: 2013,
      sites: [],
      hosts: { "sts.contoso.com": "127.0.0.1:8443", "FE01.contoso.com": "[::1]:1", "10.0.0.1": "localhost:65535" },
    };
    expect(parseTopology(mapped, "contoso.json")).toEqual(mapped);
  });

  test.each([...badTopologies, badName])(
    "with %s is refused, and the error names the place, what is allowed and what to do",
    (_what, value, message) => {
      expect(() => parseTopology(value, "contoso.json")).toThrow(
        `The topology file contoso.json cannot be used: ${message}. Correct the file: docs/simulator.md, "The topology file", shows its form.`,
      );
    },
  );

  test.each(encodings)("in %s is read correctly", (_what, encode) => {
    const { file } = simulate();
    const zurich = { serverVersion: 2019, sites: [{ name: "Zürich 東京", pools: [] }] };
    writeFileSync(file, encode(JSON.stringify(zurich)));
    expect(readTopologyFile(file)).toEqual(zurich);
  });

  test("in a national encoding is refused, because it is unknown which one it is", () => {
    const { file } = simulate();
    writeFileSync(file, Buffer.from('{ "serverVersion": 2019, "sites": [{ "name": "Zürich", "pools": [] }] }', "latin1"));
    expect(() => readTopologyFile(file)).toThrow(
      `The topology file ${file} cannot be used: it is neither UTF-8 nor UTF-16; save it as UTF-8. Correct the file:`,
    );
  });
});
