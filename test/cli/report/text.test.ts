import { describe, expect, test } from "vitest";
import type { Report } from "../../../provider/src/cli/report/report";
import { textOf } from "../../../provider/src/cli/report/text";
import { exampleReport as example, passivePlace } from "../../support/exampleReport";

const report = (more: Partial<Report> = {}): Report => ({ ...example, ...more });

describe("a report as text", () => {
  test("has the head, the table, the findings with their codes, and the notes", () => {
    const text = textOf(report({ notes: ["Something is unknown."] }));
    expect(text).toMatch(/^The deployment contoso.*\nPassive authentication is declared/);
    expect(text).toContain("│ One.contoso.com");
    expect(text).toContain(
      "!! NTLM is still on at the Registrar. A client can sign in without the second factor. [noSecondFactor]\n   at One.contoso.com",
    );
    expect(text).toMatch(/Something is unknown\.\n$/);
  });

  test("makes invisible characters in a name visible", () => {
    expect(textOf(report({ places: [passivePlace("\u202egnp.exe")] }))).toContain("\\u{202e}gnp.exe");
  });
});
