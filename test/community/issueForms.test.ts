import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { checkoutFolder } from "../../tools/paths.mjs";

const folder = path.join(checkoutFolder, ".github", "ISSUE_TEMPLATE");
const forms = readdirSync(folder).filter((name) => name !== "config.yml");
const read = (name: string): unknown => parse(readFileSync(path.join(folder, name), "utf8"));

// GitHub's schema, with the keys that are used here. GitHub does not show a form that has any other
// key.
// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
const text = z.string().trim().min(1);
const id = text.regex(/^[A-Za-z0-9_-]+$/);
const asked = { label: text, description: text.optional() };
const validations = z.strictObject({ required: z.boolean() }).optional();
const options = z.array(text).min(1).refine(areUnique, "options are unique");
const element = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("markdown"), attributes: z.strictObject({ value: text }) }),
  z.strictObject({
    type: z.literal("textarea"),
    id,
    attributes: z.strictObject({ ...asked, placeholder: text.optional(), render: text.optional() }),
    validations,
  }),
  z.strictObject({ type: z.literal("input"), id, attributes: z.strictObject({ ...asked, placeholder: text.optional() }), validations }),
  z.strictObject({
    type: z.literal("dropdown"),
    id,
    attributes: z.strictObject({ ...asked, multiple: z.boolean().optional(), options }),
    validations,
  }),
  z.strictObject({
    type: z.literal("checkboxes"),
    id,
    attributes: z.strictObject({ ...asked, options: z.array(z.strictObject({ label: text, required: z.boolean() })).min(1) }),
  }),
]);
const form = z.strictObject({
  name: text,
  description: text,
  labels: z.array(text),
  body: z.array(element).refine((body) => body.some(({ type }) => type !== "markdown"), "a form asks something"),
});
const chooser = z.strictObject({
  blank_issues_enabled: z.boolean(),
  contact_links: z.array(z.strictObject({ name: text, url: z.url({ protocol: /^https$/ }), about: text })),
});

test("there is one form for bugs and one for missing features", () => {
  expect(forms.sort()).toEqual(["bug.yml", "feature.yml"]);
});

test.each(forms)("GitHub can read the form %s, and no two of its fields have the same id or label", (name) => {
  const { body } = form.parse(read(name));
  expect(areUnique(body.flatMap((it) => ("id" in it ? it.id : [])))).toBe(true);
  expect(areUnique(body.flatMap((it) => ("label" in it.attributes ? it.attributes.label : [])))).toBe(true);
});

test.each(forms)("the form %s first says what to take out before posting", (name) => {
  const [first] = form.parse(read(name)).body;
  expect(first).toMatchObject({ type: "markdown", attributes: { value: expect.stringContaining("**Take out before you post:**") } });
});

test("the form for bugs asks for versions, the code, and the output of doctor and report", () => {
  const { body } = form.parse(read("bug.yml"));
  const ids = body.flatMap((it) => ("id" in it ? it.id : []));
  expect(ids).toEqual(expect.arrayContaining(["happened", "code", "versions", "doctor", "report"]));
  const words = JSON.stringify(body);
  for (const named of ["npx pulumi-lync doctor", "npx pulumi-lync report"]) expect(words).toContain(named);
});

test("every page that a form names exists", () => {
  const named = forms.flatMap((name) => JSON.stringify(read(name)).match(/[\w/]+\.md/g) ?? []);
  expect(named).toContain("SECURITY.md");
  for (const page of named) expect(existsSync(path.join(checkoutFolder, page)), page).toBe(true);
});

test("the page before the forms directs security weaknesses to a private report", () => {
  const { contact_links: links } = chooser.parse(read("config.yml"));
  expect(links).toHaveLength(1);
  expect(links[0]!.about).toContain("Report a vulnerability");
  // This repository has no address yet, so only GitHub's own page can be linked.
  expect(new URL(links[0]!.url).host).toBe("docs.github.com");
});

function areUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
