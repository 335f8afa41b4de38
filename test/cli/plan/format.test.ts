import { expect, test } from "vitest";
import { formats, render } from "../../../provider/src/cli/plan/format";
import { changeOf, planWith } from "../../support/previews";

const plan = planWith({
  changes: [changeOf({ cmdlets: ["Set-A"], warnings: ["beware [otherMethodLeft]"] })],
  warnings: ["further [globalPassive]"],
});

test("each format is a different text, with all cmdlets and with all warnings and their codes", async () => {
  const texts = await Promise.all(formats.map((format) => render(plan, format)));
  expect(new Set(texts)).toHaveProperty("size", formats.length);
  for (const text of texts) {
    expect(text).toContain("Set-A");
    expect(text.replaceAll("\\", "")).toContain("beware [otherMethodLeft]");
    expect(text.replaceAll("\\", "")).toContain("further [globalPassive]");
    expect(text.at(-1)).toBe("\n");
  }
});

test("the JSON format is the plan itself", async () => {
  expect(JSON.parse(await render(plan, "json"))).toEqual(plan);
});
