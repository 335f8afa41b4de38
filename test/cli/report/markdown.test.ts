import { describe, expect, test } from "vitest";
import { markdownOf } from "../../../provider/src/cli/report/markdown";
import type { Place, Report } from "../../../provider/src/cli/report/report";
import { exampleReport as example, passivePlace } from "../../support/exampleReport";

const report = (more: Partial<Report> = {}): Report => ({ ...example, ...more });

describe("a report as Markdown", () => {
  test("has the findings before the table", async () => {
    const markdown = await markdownOf(report());
    expect(markdown.indexOf("noSecondFactor")).toBeLessThan(markdown.indexOf("| Pool |"));
    expect(markdown).toContain("| `One.contoso.com` | WebServer | off = |");
  });

  test("explains the signs of declarations only if there are some", async () => {
    expect(await markdownOf(report())).toContain("; = as declared, ≠ not as declared\n");
    expect(await markdownOf(report({ stacks: [] }))).not.toContain("as declared");
  });

  test("shows a name with Markdown characters unchanged", async () => {
    const markdown = await markdownOf(report({ places: [passivePlace("`|<b>@team")] }));
    expect(markdown).toContain("`` `\\|<b>@team.contoso.com ``");
  });

  test("is cut between two rows, and says what was left out", async () => {
    const places = Array.from({ length: 2000 }, (_, index): Place => passivePlace(`Pool${String(index)}`));
    const markdown = await markdownOf(report({ places }));
    expect(markdown.length).toBeLessThanOrEqual(65_000);
    expect(markdown).toMatch(
      /\*\*The text is cut here because it is too long\. Left out: \d+ rows of the table\.\*\* `pulumi-lync report --format text` shows everything\.\n$/,
    );
  });
});
