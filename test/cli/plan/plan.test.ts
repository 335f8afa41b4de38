import MarkdownIt from "markdown-it";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { describe, expect, test } from "vitest";
import type { Format } from "../../../provider/src/cli/plan/format";
import { markdownLimit, markdownOf } from "../../../provider/src/cli/plan/markdown";
import { planOf, type Plan } from "../../../provider/src/cli/plan/plan";
import { scriptOf } from "../../../provider/src/cli/plan/script";
import { plainTextOf } from "../../../provider/src/cli/plan/text";
import { parsePreview, type Preview } from "../../../provider/src/cli/preview";
import { LyncError } from "../../../provider/src/errors";
import { parsePowerShell } from "../../support/grammar";
import { simulate } from "../../support/simulated";

const notAsked = new LyncError("there is none in this test", { kind: "unreachable" });
const provider = 'exports.handler=()=>require("pulumi-lync/dynamic").webService';

const urnOf = (name: string): string => `urn:pulumi:prod::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${name}`;

function step(
  op: string,
  name: string,
  { olds, news, retainOnDelete }: { olds?: object; news?: object; retainOnDelete?: boolean },
): object {
  return {
    op,
    urn: urnOf(name),
    ...(olds === undefined ? {} : { oldState: { id: "x", inputs: olds, outputs: olds, retainOnDelete } }),
    ...(news === undefined ? {} : { newState: { inputs: { __provider: provider, ...news } } }),
  };
}

function preview(steps: object[], diagnostics: object[] = []): Preview {
  return parsePreview(JSON.stringify({ steps, diagnostics }), "a test");
}

const passive = (pool: string, more: object = {}): object => ({
  identity: `Service:WebServer:${pool}`,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml",
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
  ...more,
});

async function planned(steps: object[], diagnostics: object[] = []): Promise<Plan> {
  return planOf(preview(steps, diagnostics), notAsked);
}

/** Everything by which a text breaks out of a table cell, a code block, a quotation, a comment or a script. */
const hostile = [
  "a'b",
  'a"b',
  "a`b",
  "a```b",
  "````\n<script>alert(1)</script>",
  "$(Remove-CsProxyConfiguration -Identity Global)",
  "a’; Remove-CsProxyConfiguration -Identity 'Global",
  "a'\nRemove-CsProxyConfiguration -Identity 'Global",
  "a\r\n#>\nRemove-CsProxyConfiguration",
  "a | b | c",
  "</td></tr></table><h1>x</h1>",
  "</details>",
  "[x](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "@octocat",
  "<!-- x",
  "\u202egnp.exe",
  "\u001b[31mred",
  "a\u2028b",
  "\\",
];

describe("a hostile pool name and metadata URI", () => {
  const steps = hostile.map((text, index) =>
    step("create", `p${String(index)}`, {
      news: passive(text, { wsFedPassiveMetadataUri: `https://x/${text}`, warnings: [`a warning of ${text}`] }),
    }),
  );

  test("cannot break out of the Markdown", async () => {
    const tokens = new MarkdownIt({ html: true }).parse(await markdownOf(await planned(steps), 10 ** 9), {});
    const rows = tokens.filter(({ type }) => type === "tr_open");
    const cells = tokens.filter(({ type }) => type === "td_open");
    expect(rows).toHaveLength(1 + hostile.length);
    expect(cells).toHaveLength(5 * hostile.length);
    // The only HTML is ours, and nothing of the deployment's is a link, an image or a heading of its own.
    const html = tokens.filter(({ type }) => type === "html_block").map(({ content }) => content.trim());
    for (const line of html) expect(line).toMatch(/^(<details><summary>[\w\s]+<\/summary>|<\/details>)$/);
    const inline = tokens.flatMap(({ children }) => children ?? []);
    expect(inline.filter(({ type }) => ["html_inline", "link_open", "image"].includes(type))).toEqual([]);
    expect(tokens.filter(({ type, tag }) => type === "heading_open" && tag < "h3")).toHaveLength(1);
    for (const { content } of inline.filter(({ type }) => type === "text")) expect(content).not.toContain("@octocat");
    const blocks = tokens.filter(({ type }) => type === "fence").map(({ content }) => content.trimEnd().split("\n"));
    expect(blocks.every((lines) => lines.length === 1)).toBe(true);
  });

  test("cannot break out of the script: each cmdlet is one command, all values are one argument", async () => {
    const script = scriptOf(await planned(steps));
    const lines = script
      .split("\n")
      .filter((line) => line !== "" && !line.replace("\uFEFF", "").startsWith("#") && !line.startsWith("$ErrorActionPreference"));
    expect(lines).toHaveLength(hostile.length);
    for (const line of lines) expect(line).toMatch(/^New-CsWebServiceConfiguration -Identity /);
    expect(script.replace("\uFEFF", "")).not.toMatch(/[^\P{Cc}\n]/u);
    const tree = await parsePowerShell(script.replace("\uFEFF", ""));
    expect(tree.errors).toEqual([]);
    expect(tree.commands).toEqual(Array.from({ length: hostile.length }, () => "New-CsWebServiceConfiguration"));
  });

  test("cannot write to the terminal what it is not", async () => {
    expect(plainTextOf(await planned(steps))).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2028]/u);
  });
});

describe("the Markdown", () => {
  test("is cut at a row, with a count of what was left out, within GitHub's limit", async () => {
    const steps = Array.from({ length: 1000 }, (_, index) =>
      step("create", `p${String(index)}`, { news: passive(`pool${String(index)}.contoso.com`) }),
    );
    const text = await markdownOf(await planned(steps));
    expect(text.length).toBeLessThanOrEqual(markdownLimit);
    expect(text.length).toBeGreaterThan(markdownLimit * 0.9);
    const rows = text.split("\n").filter((line) => line.startsWith("| + create")).length;
    expect(/Left out: .*?\./.exec(text)?.[0]).toBe(
      `Left out: ${String(1000 - rows)} rows of the table, 1000 pools' cmdlets, 1000 pools' further steps.`,
    );
    expect(text.slice(0, 200)).toContain("1000 collections change, of 1000 pools");
    expect(text.slice(-1000)).toContain("What this plan cannot tell");
  });

  test("begins with the table, says before and after by sign and word, and folds the cmdlets and what stays as it is", async () => {
    const olds = { ...passive("b.contoso.com"), signInMethods: "passive", deployment: "local" };
    const plan = await planned([
      step("update", "b", { olds, news: passive("b.contoso.com", { useCertificateAuth: true, warnings: ["clients like passive least"] }) }),
      step("same", "c", { olds: { ...olds, identity: "Service:WebServer:c.contoso.com" }, news: passive("c.contoso.com") }),
    ]);
    expect(await markdownOf(plan)).toBe(`## Sign-in methods of the stack \`prod\`

1 collection changes, of 1 pool; 1 collection unchanged; 1 warning.

| Change | Pool | Configuration | Sign-in methods: before → after | Warnings |
| - | - | - | - | - |
| ~ change | \`b.contoso.com\` | \`CsWebServiceConfiguration\` | passive → certificate, passive | ⚠ clients like passive least |

### What this plan cannot tell

- The deployment could not be asked: what pools inherit, and what only the server knows, is not in this plan. there is none in this test

### Cmdlets: \`b.contoso.com\`

<details><summary>1 cmdlet that up runs</summary>

\`\`\`powershell
Set-CsWebServiceConfiguration -Identity 'Service:WebServer:b.contoso.com' -UseCertificateAuth $true
\`\`\`

</details>

<details><summary>1 that undoes it</summary>

\`\`\`powershell
Set-CsWebServiceConfiguration -Identity 'Service:WebServer:b.contoso.com' -UseCertificateAuth $false
\`\`\`

</details>

<details><summary>1 collection unchanged</summary>

- \`Service:WebServer:c.contoso.com\` (CsWebServiceConfiguration): passive

</details>
`);
  });
});

describe("what a preview hides", () => {
  test("a secret stays [secret], a value that is not known yet is said so, and neither script runs as it stands", async () => {
    const secret = await planned([
      step("create", "a", {
        news: passive("a.contoso.com", { wsFedPassiveMetadataUri: "[secret]", secretSettings: ["wsFedPassiveMetadataUri"] }),
      }),
    ]);
    expect(secret.changes[0]?.cmdlets[0]).toContain("-WsFedPassiveMetadataUri [secret]");
    expect(scriptOf(secret)).toContain("throw 'Put in each value that stands as [secret] or [not known yet]");
    const unknown = await planned([
      step("create", "a", {
        news: passive("a.contoso.com", {
          trustedCACerts: [unknownValue],
          useCertificateAuth: unknownValue,
        }),
      }),
    ]);
    expect(unknown.changes[0]?.cmdlets[0]).toContain("-TrustedCACerts [not known yet] -UseCertificateAuth [not known yet]");
    expect(unknown.changes[0]?.after).toBeUndefined();
    expect(scriptOf(unknown)).toContain("throw 'Put in each value");
    const plain = await planned([
      step("create", "a", { news: passive("a.contoso.com", { wsFedPassiveMetadataUri: "https://x/ [secret] " }) }),
    ]);
    expect(scriptOf(plain)).not.toContain("throw");
  });

  test("a secret that becomes plain: what undoes the change, or the rename, does not tell it", async () => {
    const { deployment, run } = simulate();
    const identity = "Service:WebServer:LyncPool01.contoso.com";
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: "https://hunter2" } });
    const secret = { secretSettings: ["macResolverUrl"], signInMethods: "none", deployment: deployment.name };
    const olds = { identity, macResolverUrl: "[secret]", ...secret };
    const news = { identity, macResolverUrl: "https://plain" };
    for (const steps of [[step("update", "web", { olds, news })], [step("create", "new", { news }), step("delete", "web", { olds })]]) {
      const text = plainTextOf(await planOf(preview(steps, []), deployment));
      expect(text).toContain("-MACResolverUrl 'https://plain'");
      expect(text).toContain("-MACResolverUrl [secret]");
      expect(text).not.toContain("hunter");
    }
  });

  test("how long a certificate works on, where that is a secret", async () => {
    const news = passive("a.contoso.com", { defaultValidityPeriodHours: 4711, secretSettings: ["defaultValidityPeriodHours"] });
    expect(JSON.stringify(await planned([step("create", "a", { news })]))).not.toContain("4711");
  });

  test("what every object has, such as constructor, is no setting and no step, in a file that somebody made", async () => {
    const news = JSON.parse(
      '{"identity":"Service:WebServer:a.contoso.com","constructor":1,"previous":{"constructor":1,"__proto__":2}}',
    ) as object;
    const olds = { ...news, deployment: "local", signInMethods: "none" };
    const plan = await planned([
      step("update", "a", { olds, news }),
      step("__proto__", "b", { olds, news }),
      step("delete", "c", { olds }),
    ]);
    expect(plan.changes.flatMap(({ cmdlets }) => cmdlets).join()).not.toContain("onstructor");
    expect(plan.unchanged).toHaveLength(1);
  });

  test("the earlier values of an adopted collection, as one secret", async () => {
    const olds = {
      ...passive("a.contoso.com"),
      signInMethods: "passive",
      deployment: "local",
      previous: "[secret]",
      secretSettings: ["usePinAuth"],
    };
    const plan = await planned([step("delete", "a", { olds })]);
    expect(plan.changes[0]?.cmdlets[0]).toBe(
      "Set-CsWebServiceConfiguration -Identity 'Service:WebServer:a.contoso.com' -UseCertificateAuth [secret] -UsePinAuth [secret] -UseWindowsAuth [secret] -UseWsFedPassiveAuth [secret] -WsFedPassiveMetadataUri [secret]",
    );
  });
});

describe("an identity that is not known yet", () => {
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  const olds = { ...passive("LyncPool01.contoso.com"), signInMethods: "passive", deployment: "simulator:contoso.json" };
  const news = passive("", { identity: unknownValue, usePinAuth: true });

  /** The plan of a deployment that has the passive pool, in each of its formats. */
  async function written(...steps: object[]): Promise<{ plan: Plan; formats: Record<Format, string> }> {
    const { deployment, run } = simulate();
    const parameters = {
      Identity: identity,
      UseWsFedPassiveAuth: true,
      UseCertificateAuth: false,
      UsePinAuth: false,
      UseWindowsAuth: "None",
    };
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters });
    const plan = await planOf(preview(steps), deployment);
    const json = JSON.stringify(plan);
    return { plan, formats: { text: plainTextOf(plan), markdown: await markdownOf(plan), json, powershell: scriptOf(plan) } };
  }

  test.each(["update", "replace", "create-replacement"])(
    "of a collection that the stack has (%s) is called so in each format: it is neither removed nor made, and no script runs",
    async (op) => {
      const { plan, formats: texts } = await written(step(op, "web", { olds, news }));
      expect(plan.changes).toMatchObject([
        {
          resource: "web",
          action: "change",
          identity,
          isIdentityKnown: false,
          pool: "LyncPool01.contoso.com",
          before: "passive",
          cmdlets: [],
        },
      ]);
      expect(plan.changes[0]?.after).toBeUndefined();
      expect(plan.notes).toEqual([
        `The identity of "web" (until now "${identity}") is not known yet: whether up changes this collection, replaces it by another or leaves it as it is cannot be told`,
      ]);
      for (const text of Object.values(texts)) {
        expect(text).not.toContain(unknownValue);
        expect(text).toContain("not known yet");
        expect(text).not.toMatch(/(New|Set|Remove)-Cs/);
      }
      expect(texts.markdown).toContain("| ~ change | `LyncPool01.contoso.com → [not known yet]` |");
      expect(texts.text).toContain("LyncPool01.contoso.com → [not known yet]");
      expect(texts.powershell).toMatch(/^throw 'An identity is not known yet/m);
    },
  );

  test("of a new collection is called so in each format, and the script ends before its first cmdlet", async () => {
    const { plan, formats: texts } = await written(step("create", "web", { news }));
    expect(plan.changes).toMatchObject([
      { resource: "web", action: "create", pool: null, identity: null, isIdentityKnown: false, lacksValues: true, after: "PIN, passive" },
    ]);
    expect(plan.changes[0]?.cmdlets[0]).toMatch(/^New-CsWebServiceConfiguration -Identity \[not known yet\] -/);
    expect(plan.changes[0]?.undo).toEqual(["Remove-CsWebServiceConfiguration -Identity [not known yet]"]);
    expect(plan.notes).toEqual(['The identity of "web" is not known yet: which collection up makes, or takes over, cannot be told']);
    for (const text of Object.values(texts)) {
      expect(text).not.toContain(unknownValue);
      expect(text).toContain("not known yet");
    }
    const [before = ""] = texts.powershell.split(/^New-Cs/m);
    expect(before).toMatch(/^throw 'An identity is not known yet/m);
  });

  test("makes it uncertain that another collection is removed: it may be that one", async () => {
    const { plan } = await written(step("create", "renamed", { news }), step("delete", "web", { olds }));
    expect(plan.changes.map(({ action, after, warnings }) => [action, after, warnings])).toEqual([
      ["create", "PIN, passive", []],
      ["remove", undefined, ['it stays if this turns out to be the identity of "renamed", which is not known yet']],
    ]);
  });

  test("of an outer collection leaves open what is inherited", async () => {
    const site = { ...olds, identity: "Site:Redmond" };
    const { plan } = await written(step("update", "site", { olds: site, news }), step("delete", "web", { olds }));
    expect(plan.changes.find(({ action }) => action === "remove")).toMatchObject({ identity, after: undefined });
  });
});

test("a collection that the program reads by get stays as it is, and that is said", async () => {
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  const read = { op: "read", urn: urnOf("other"), newState: { id: identity.toLowerCase() } };
  const plan = await planned([step("delete", "web", { olds: passive("LyncPool01.contoso.com") }), read]);
  expect(plan.changes).toEqual([]);
  expect(plan.notes).toContain(`"${identity}" leaves the stack, and stays as it is, because the program reads it by get`);
});

test("a collection that is retained stays as it is, and that is said", async () => {
  const plan = await planned([step("delete", "web", { olds: passive("LyncPool01.contoso.com"), retainOnDelete: true })]);
  expect(plan.changes).toEqual([]);
  expect(plan.notes).toContain('"Service:WebServer:LyncPool01.contoso.com" leaves the stack, and stays as it is (retainOnDelete)');
});

test("a pool that leaves is warned of where others that count on it stay passive, in the plan of a file, too", async () => {
  const [first, second] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com"];
  const { deployment, run } = simulate({
    serverVersion: 2015,
    sites: [
      {
        name: "Redmond",
        pools: [
          { fqdn: first, role: "enterprisePool", backupPool: second },
          { fqdn: second, role: "enterprisePool" },
        ],
      },
    ],
  });
  const parameters = { UseWsFedPassiveAuth: true, UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
  for (const pool of [first, second])
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: `Service:WebServer:${pool}`, ...parameters } });
  const kept = step("same", "first", { olds: passive(first), news: passive(first) });
  const text = `passive authentication will not be the only way in at ${second} any more, and ${first}, whose backup pool it is, stays as it is: its users that ${second} serves sign in by other methods`;
  const said = { severity: "warning", urn: urnOf("second"), message: `warning: ${text}\n` };
  for (const diagnostics of [[], [said]]) {
    const plan = await planOf(preview([kept, step("delete", "second", { olds: passive(second) })], diagnostics), deployment);
    expect(plan.changes.map(({ warnings }) => warnings)).toEqual([[text]]);
    expect(plan.warnings).toEqual([]);
  }
});

test("what a pool inherits once its collection is removed takes account of outer ones that leave at the same time", async () => {
  const { deployment, run } = simulate();
  const parameters = { UseWsFedPassiveAuth: true, UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
  const identities = ["Site:Redmond", "Service:WebServer:LyncPool01.contoso.com"];
  for (const Identity of identities) await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity, ...parameters } });
  await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "Global", UsePinAuth: false } });
  const olds = (identity: string, more: object = {}): object => ({
    ...passive("", { identity }),
    deployment: "simulator:contoso.json",
    ...more,
  });
  const global = { identity: "Global", usePinAuth: false, previous: { usePinAuth: true }, deployment: "simulator:contoso.json" };
  const steps = [
    step("delete", "global", { olds: global }),
    ...identities.map((identity) => step("delete", identity, { olds: olds(identity) })),
  ];
  expect((await planOf(preview(steps), deployment)).changes.map(({ identity, after }) => [identity, after])).toEqual(
    ["Global", ...identities].map((identity) => [identity, "certificate, PIN, Windows (Negotiate)"]),
  );
});

test.each([
  ["made", {}],
  ["adopted", { previous: { usePinAuth: true } }],
])(
  "a collection that the stack %s, and somebody removed, is what the pool inherits, before and after it leaves the program",
  async (_what, more) => {
    const { deployment } = simulate();
    const olds = { ...passive("LyncPool01.contoso.com", more), signInMethods: "passive", deployment: "simulator:contoso.json" };
    const inherited = "certificate, PIN, Windows (Negotiate)";
    const { changes } = await planOf(preview([step("delete", "web", { olds })]), deployment);
    expect(changes).toMatchObject([{ before: inherited, after: inherited }]);
  },
);

test("a collection of another deployment, which an explicit provider reaches, is planned without asking the stack's own, and that is said", async () => {
  const { deployment, run } = simulate();
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Service:WebServer:LyncPool01.contoso.com" } });
  const news = passive("LyncPool01.contoso.com", { deployment: "simulator:other.json" });
  const plan = await planOf(preview([step("create", "a", { news })], []), deployment);
  expect(plan.changes[0]).toMatchObject({ action: "create", after: "passive" });
  expect(plan.notes).toContain(
    '"Service:WebServer:LyncPool01.contoso.com" is of the deployment "simulator:other.json", which the stack\'s configuration does not name: it was not asked',
  );
});

test("a warning of a provider's standard error keeps the identity that it begins with, and one that stands at its collection is not told twice", async () => {
  const plan = await planned(
    [
      step("update", "a", {
        olds: { ...passive("a.contoso.com"), signInMethods: "passive" },
        news: passive("a.contoso.com", { usePinAuth: true, warnings: ["one"] }),
      }),
    ],
    [
      { severity: "warning", message: "warning: one" },
      { severity: "info#err", message: "Service:WebServer:b.contoso.com: warning: two\n" },
      { severity: "warning", urn: urnOf("c"), message: "warning: three\n" },
      { severity: "info", message: "simulated deployment: x.json" },
    ],
  );
  expect(plan.changes[0]?.warnings).toEqual(["one"]);
  expect(plan.warnings).toEqual(["Service:WebServer:b.contoso.com: two", "c: three"]);
});

test("a removal, of a collection with values that cannot be read, tells what is not in its undoing, and no method as off", async () => {
  const { deployment, run, changeObjects } = simulate();
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MaxGroupSizeToExpand: 7 } });
  changeObjects((object) => (object.Identity === identity ? { ...object, UsePinAuth: {}, MaxGroupSizeToExpand: {} } : object));
  const olds = { identity, maxGroupSizeToExpand: 7, deployment: "simulator:contoso.json" };
  const { changes, notes } = await planOf(preview([step("delete", "web", { olds })]), deployment);
  expect(changes[0]?.undo).toEqual([`New-CsWebServiceConfiguration -Identity '${identity}'`]);
  expect(changes[0]?.before).toMatch(/; whether usePinAuth turns one on cannot be read$/);
  expect(notes).toEqual([
    `What maxGroupSizeToExpand, usePinAuth of "${identity}" was before cannot be told, and is not in what undoes the change`,
  ]);
});
