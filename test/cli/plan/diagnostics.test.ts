import { expect, test } from "vitest";
import { diagnosticsOf, warningsAt } from "../../../provider/src/cli/plan/diagnostics";
import { parsePreview, type Preview } from "../../../provider/src/cli/preview";

const urn = "urn:pulumi:prod::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::web";
const others = "urn:pulumi:prod::test::aws:s3/bucket:Bucket::bucket";

const said = (...diagnostics: { severity: string; message: string; urn?: string }[]): Preview =>
  parsePreview(JSON.stringify({ diagnostics }), "a test");

test.each([
  ["from a class keeps the resource's name", { severity: "warning", urn, message: "warning: two ways in [otherMethodLeft]\n" }, "web: "],
  ["from a provider keeps the identity", { severity: "info#err", message: "Global: warning: two ways in [otherMethodLeft]\n" }, "Global: "],
  ["about another resource has no name", { severity: "warning", urn: others, message: "warning: two ways in [otherMethodLeft]" }, ""],
  ["among other lines is found", { severity: "info", message: "hello\n  warning: two ways in [otherMethodLeft]\n" }, ""],
])("a warning %s, and its code", (_what, diagnostic, who) => {
  expect(diagnosticsOf(said(diagnostic), new Set())).toEqual({ warnings: [`${who}two ways in [otherMethodLeft]`], errors: [] });
});

test("a warning that is already shown with its collection, or that occurs twice, is shown once", () => {
  const preview = said(
    { severity: "warning", message: "warning: one\nwarning: two\nwarning: two" },
    { severity: "warning", message: "a warning in another form" },
  );
  expect(diagnosticsOf(preview, new Set(["one"])).warnings).toEqual(["two"]);
});

test("each error is shown once, and is not a warning", () => {
  const error = { severity: "error", message: "warning: it failed\n" };
  expect(diagnosticsOf(said(error, error), new Set())).toEqual({ warnings: [], errors: ["warning: it failed"] });
});

test("a resource has the warnings of its own class only", () => {
  const preview = said(
    { severity: "warning", urn, message: "warning: mine" },
    { severity: "warning", urn: others, message: "warning: another's" },
    { severity: "error", urn, message: "warning: no more" },
  );
  expect(warningsAt(urn, preview)).toEqual(["mine"]);
});
