import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { markdownLimit } from "../../../provider/src/cli/markdown";
import { markdownOf } from "../../../provider/src/cli/plan/markdown";
import { hostileSteps, passive, planned, step } from "../../support/previews";

test("a hostile pool name and metadata URI cannot break out", async () => {
  const tokens = new MarkdownIt({ html: true }).parse(await markdownOf(await planned(hostileSteps), 10 ** 9), {});
  const rows = tokens.filter(({ type }) => type === "tr_open");
  const cells = tokens.filter(({ type }) => type === "td_open");
  expect(rows).toHaveLength(1 + hostileSteps.length);
  expect(cells).toHaveLength(5 * hostileSteps.length);
  // The only HTML is this package's own, and no text of the deployment is a link, image or heading.
  const html = tokens.filter(({ type }) => type === "html_block").map(({ content }) => content.trim());
  for (const line of html) expect(line).toMatch(/^(<details><summary>[\w\s]+<\/summary>|<\/details>)$/);
  const inline = tokens.flatMap(({ children }) => children ?? []);
  expect(inline.filter(({ type }) => ["html_inline", "link_open", "image"].includes(type))).toEqual([]);
  expect(tokens.filter(({ type, tag }) => type === "heading_open" && tag < "h3")).toHaveLength(1);
  for (const { content } of inline.filter(({ type }) => type === "text")) expect(content).not.toContain("@octocat");
  const blocks = tokens.filter(({ type }) => type === "fence").map(({ content }) => content.trimEnd().split("\n"));
  expect(blocks.every((lines) => lines.length === 1)).toBe(true);
});

describe("the Markdown", () => {
  test("is cut at a row within GitHub's limit, and counts what was left out", async () => {
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
    expect(text.slice(0, 200)).toContain("1000 collections change, in 1000 pools");
    expect(text.slice(-1000)).toContain("What this plan does not show");
  });

  test("begins with the table, shows before and after with sign and words, and folds the cmdlets and unchanged collections", async () => {
    const olds = { ...passive("b.contoso.com"), signInMethods: "passive", deployment: "local" };
    const plan = await planned([
      step("update", "b", { olds, news: passive("b.contoso.com", { useCertificateAuth: true, warnings: ["clients like passive least"] }) }),
      step("same", "c", { olds: { ...olds, identity: "Service:WebServer:c.contoso.com" }, news: passive("c.contoso.com") }),
    ]);
    expect(await markdownOf(plan)).toBe(`## Sign-in methods of the stack \`prod\`

1 collection changes, in 1 pool; 1 collection is unchanged; 1 warning.

| Change | Pool | Configuration | Sign-in methods: before → after | Warnings |
| - | - | - | - | - |
| ~ change | \`b.contoso.com\` | \`CsWebServiceConfiguration\` | passive → certificate, passive | ⚠ clients like passive least |

### What this plan does not show

- The deployment could not be read. This plan therefore does not show what pools inherit, or what only the server knows. there is none in this test

### Cmdlets: \`b.contoso.com\`

<details><summary>1 cmdlet that up runs</summary>

\`\`\`powershell
Set-CsWebServiceConfiguration -Identity 'Service:WebServer:b.contoso.com' -UseCertificateAuth $true
\`\`\`

</details>

<details><summary>1 cmdlet that undoes it</summary>

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
