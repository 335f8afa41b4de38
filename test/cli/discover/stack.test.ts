import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Discovered, DiscoveredPool } from "../../../provider/src/cli/discover/discovered";
import { stackOf } from "../../../provider/src/cli/discover/stack";

const pool: DiscoveredPool = {
  ...{ name: "LyncPool01.contoso.com", pool: "LyncPool01.contoso.com", role: "enterprisePool" },
  ...{ federationService: "dc.contoso.com", metadataUri: null, webService: {}, proxy: {}, options: {}, remarks: [] },
};
const edge: DiscoveredPool = {
  ...pool,
  name: "EdgePool01.contoso.com",
  pool: "EdgePool01.contoso.com",
  role: "edge",
  federationService: null,
};
const site = {
  type: "WebServiceConfiguration",
  name: "Redmond",
  identity: "Site:Redmond",
  settings: { usePinAuth: false },
  options: {},
  remarks: [],
};

function written(
  components: DiscoveredPool[],
  existing?: string,
  collections = [site].slice(1),
): { text: string; unplaced: readonly string[] } {
  const discovered: Discovered = { version: 1, readAt: "", deployment: "local", components, collections, notes: [] };
  return stackOf(discovered, {
    project: "contoso",
    existing: existing === undefined ? undefined : { name: "Pulumi.prod.yaml", text: existing },
  });
}

test("a new file has the list of pools in the form that examples/contoso reads", () => {
  expect(written([pool, edge])).toEqual({
    unplaced: [],
    text: `config:
  contoso:federationService: dc.contoso.com
  contoso:pools:
    - pool: LyncPool01.contoso.com
      role: enterprisePool
      adopt: true
    - pool: EdgePool01.contoso.com
      role: edge
      adopt: true
`,
  });
});

describe("what the list has no place for is a comment in a new file", () => {
  test("in front of its pool", () => {
    const { text } = written([{ ...pool, webService: { maxGroupSizeToExpand: 200 }, options: { allowWithModernAuthentication: true } }]);
    expect(text).toContain(
      '    # webService is {"maxGroupSizeToExpand":200}. The list cannot hold this setting, so the program does not change it.\n' +
        "    # allowWithModernAuthentication is true. The list cannot hold this setting, so the program does not change it.\n" +
        "    - pool: LyncPool01.contoso.com\n",
    );
  });

  test.each([
    [
      "a pool of another Federation Service",
      { federationService: "adfs.other.com" },
      "because its metadata is from adfs.other.com. The metadata of the listed pools is from dc.contoso.com.",
    ],
    [
      "a pool with a metadata URI",
      { federationService: null, metadataUri: "https://x/\ny: z" },
      "because its metadata is from https://x/\\u{a}y: z.",
    ],
  ])("at the end of the file: %s", (_what, other, words) => {
    const { text } = written([{ ...pool, pool: "A.contoso.com", ...other }, pool, { ...pool, pool: "B.contoso.com" }]);
    expect(text).toContain(`# A.contoso.com (enterprisePool) does not belong in the list, ${words}`);
    expect((parse(text) as { config: { "contoso:pools": object[] } }).config["contoso:pools"]).toHaveLength(2);
  });

  test("at the end of the file: a collection that belongs to no pool", () => {
    expect(written([pool], undefined, [site]).text).toContain(
      '# The WebServiceConfiguration of "Site:Redmond" is not in the list, because it is not part of a PassiveAuthentication. It has {"usePinAuth":false}.\n',
    );
  });
});

describe("an existing file", () => {
  const existing = `# Head.
encryptionsalt: v1:abc= # Keep.
config:
  # Of the server.
  lync:computerName: "server01"
  contoso:federationService: dc.contoso.com # The farm.
  contoso:pools:
    # The pilot.
    - {pool: lyncpool01.contoso.com, role: standardEdition}
    - pool: Gone.contoso.com
      role: director

# Tail.
`;

  test("keeps its comments, its other keys, its salt and its entries, and gets the pools that are missing", () => {
    const { text } = written([pool, edge], existing);
    const [before, after] = text.split("    - pool: EdgePool01.contoso.com\n      role: edge\n      adopt: true\n");
    expect(`${String(before)}${String(after)}`).toBe(
      existing.replace("{pool: lyncpool01.contoso.com, role: standardEdition}", "{ pool: lyncpool01.contoso.com, role: standardEdition }"),
    );
  });

  test("is the same after a second run, and what it has no place for is returned separately", () => {
    const components = [{ ...pool, webService: { maxGroupSizeToExpand: 7 } }, edge];
    const { text, unplaced } = written(components, existing, [site]);
    expect(written(components, text, [site]).text).toBe(text);
    expect(unplaced).toEqual([
      expect.stringContaining('The WebServiceConfiguration of "Site:Redmond" is not in the list'),
      'LyncPool01.contoso.com: webService is {"maxGroupSizeToExpand":7}. The list cannot hold this setting, so the program does not change it.',
      "Gone.contoso.com is already in the list, but its collections are not as the vendor's procedure sets them. The entry does not change.",
    ]);
  });

  test("keeps its Federation Service Name, and does not get pools with another one", () => {
    const { text, unplaced } = written([pool], "config:\n  contoso:federationService: mine.contoso.com\n");
    expect(text).toBe("config:\n  contoso:federationService: mine.contoso.com\n  contoso:pools: []\n");
    expect(unplaced).toEqual([expect.stringContaining("The metadata of the listed pools is from mine.contoso.com.")]);
  });

  test("says only once why a pool that is in the list already does not belong there", () => {
    const { unplaced } = written([pool], existing.replace("dc.contoso.com", "mine.contoso.com"));
    expect(unplaced.filter((line) => /^lyncpool01/i.test(line))).toEqual([
      "LyncPool01.contoso.com (enterprisePool) does not belong in the list, because its metadata is from dc.contoso.com. " +
        "The metadata of the listed pools is from mine.contoso.com.",
    ]);
  });

  test.each([
    ["empty", ""],
    ["only a comment", "# Nothing yet.\n"],
    ["a salt without a configuration", "encryptionsalt: v1:abc=\n"],
    ["a salt and an empty configuration", "encryptionsalt: v1:abc=\nconfig:\n"],
    ["a configuration with an empty list", "config:\n  contoso:pools: []\n"],
  ])("may be %s", (_what, text) => {
    const result = written([pool], text);
    expect(parse(result.text)).toMatchObject({ config: { "contoso:pools": [{ pool: "LyncPool01.contoso.com", adopt: true }] } });
    expect(result.text).toContain(text.split("\n")[0]?.startsWith("config") ? "config" : (text.split("\n")[0] ?? ""));
  });

  test.each([
    ["text that is not YAML", "a: [", "is not valid YAML"],
    ["a list instead of keys", "- a\n", "has no mapping of keys and values"],
    ["a text for its configuration", "config: x\n", 'has something other than keys and values in "config"'],
    ["a secret for its pools", "config:\n  contoso:pools:\n    secure: v1:x\n", 'has something other than a list in "contoso:pools"'],
    [
      "a secret for its Federation Service",
      "config:\n  contoso:federationService:\n    secure: v1:x\n",
      "has something other than plain text",
    ],
  ])("is refused if it has %s", (_what, text, words) => {
    expect(() => written([pool], text)).toThrow(words);
  });
});
