import { expect, test } from "vitest";
import type { Discovered, DiscoveredCollection, DiscoveredPool } from "../../../provider/src/cli/discover/discovered";
import { programOf } from "../../../provider/src/cli/discover/typescript";

const pool: DiscoveredPool = {
  ...{ name: "LyncPool01.contoso.com", pool: "LyncPool01.contoso.com", role: "enterprisePool" },
  ...{ federationService: "dc.contoso.com", metadataUri: null, webService: {}, proxy: {}, options: {}, remarks: [] },
};
const site: DiscoveredCollection = {
  ...{
    type: "WebServiceConfiguration",
    name: "Redmond",
    identity: "Site:Redmond",
    settings: { useWindowsAuth: "NTLM" },
    options: {},
    remarks: [],
  },
};
const global: DiscoveredCollection = { ...site, name: "Global", identity: "Global", options: { allowGlobalPassive: true } };
const leftOver: DiscoveredCollection = {
  ...site,
  remarks: [{ code: "missingScope", message: "There is no site\n*/ throw 1; \u2028throw 2;" }],
};

function discovered(components: DiscoveredPool[], collections: DiscoveredCollection[], notes: string[] = []): Discovered {
  return { version: 1, readAt: "2026-01-01T00:00:00.000Z", deployment: 'odd */ "name"\nthrow 1;', components, collections, notes };
}

/** The declarations of a program, without its import and header. */
function declarations(program: string): string {
  return program.split("\n\n").slice(2).join("\n\n");
}

test("a program has components first, then collections, and adopts each except the global one", () => {
  const program = programOf(discovered([{ ...pool, webService: { maxGroupSizeToExpand: 200 } }], [global, site]), { owned: false });
  expect(program).toBe(`import * as lync from "pulumi-lync";

// The deployment "odd */ "name"\\u{a}throw 1;" as it was at 2026-01-01 00:00:00 UTC, written by pulumi-lync discover.
// pulumi destroy restores the values that each collection had when it was adopted.

new lync.PassiveAuthentication("LyncPool01.contoso.com", {
  pool: "LyncPool01.contoso.com",
  role: "enterprisePool",
  federationService: "dc.contoso.com",
  webService: { maxGroupSizeToExpand: 200 },
  startFrom: "defaults",
  adopt: true,
});

new lync.WebServiceConfiguration("Global", {
  identity: "Global",
  useWindowsAuth: "NTLM",
  allowGlobalPassive: true,
});

new lync.WebServiceConfiguration("Redmond", {
  identity: "Site:Redmond",
  useWindowsAuth: "NTLM",
  adopt: true,
});
`);
});

test("with --owned nothing is adopted, except a collection with values that cannot be declared", () => {
  const remarks = [{ code: "unread" as const, message: "It cannot be read." }];
  expect(programOf(discovered([pool], [global, site]), { owned: true })).not.toContain("adopt:");
  expect(programOf(discovered([], [{ ...site, remarks }]), { owned: true })).toContain("adopt: true");
});

test("a collection that cannot be declared is only a comment, whatever its remark contains", () => {
  const program = programOf(discovered([], [leftOver]), { owned: false });
  expect(
    declarations(program)
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("// ")),
  ).toEqual([]);
  expect(program).toContain("throw 2; [missingScope]");
});

test("a deployment without collections is a module without declarations", () => {
  expect(programOf(discovered([], []), { owned: false })).toMatch(/^export \{\};\n\n(\/\/ .*\n)+$/);
});

// test/types compiles a program with every setting and odd texts.
