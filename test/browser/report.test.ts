import axe, { type AxeResults } from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { inventedReport } from "../../bench/invented.mjs";
import { visible } from "../../provider/src/cli/words";
import { hostileNames, hostileReport } from "../support/reports";
import { inBrowser } from "./opening";

const open = inBrowser();
const phone = { width: 360, height: 740 };

const count = (page: Page): Promise<string> => page.getByRole("status").innerText();
const shownNames = (page: Page): Promise<string[]> => page.locator("tbody:not([hidden]) > .place > th").allInnerTexts();

/** The element that has the keyboard's focus. */
const focused = (page: Page): Promise<unknown> => page.evaluate("document.activeElement.id || document.activeElement.className");

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

describe("with only the keyboard,", () => {
  test("the first key leads past the filter to the table", async () => {
    const page = await open(inventedReport(8));
    await press(page, "Tab");
    expect(await focused(page)).toBe("skip");
    await press(page, "Enter");
    expect(await focused(page)).toBe("report");
  });

  test("a part of a pool's name in any case finds it, the count is announced, and Escape shows all again", async () => {
    const page = await open(inventedReport(8));
    expect(await count(page)).toBe("8 of 8 pools shown, and 1 wider scope.");
    await press(page, "Tab", "Tab");
    expect(await focused(page)).toBe("pool");
    await page.keyboard.type("POOL0003");
    expect(await count(page)).toBe("1 of 8 pools shown.");
    expect(await shownNames(page)).toEqual(["LyncPool0003.contoso.com Singapore"]);
    await press(page, "Escape");
    expect(await count(page)).toBe("8 of 8 pools shown, and 1 wider scope.");
    expect(await page.getByLabel("Pool or site").inputValue()).toBe("");
  });

  test("a finding is chosen by its first letters, together with a site", async () => {
    const page = await open(inventedReport(16));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("singapore");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("finding");
    await page.keyboard.type("noSec");
    expect(await count(page)).toBe("1 of 16 pools shown.");
    expect(await shownNames(page)).toEqual(["LyncPool0009.contoso.com Singapore"]);
    await press(page, "Tab", "Enter");
    expect(await count(page)).toBe("16 of 16 pools shown, and 1 wider scope.");
  });

  test("pools that are undermined and pools with findings can be chosen, too", async () => {
    const page = await open(inventedReport(16));
    await press(page, "Tab", "Tab", "Tab");
    await page.keyboard.type("Under");
    expect(await count(page)).toBe("2 of 16 pools shown.");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    expect(await count(page)).toBe("12 of 16 pools shown.");
  });

  test("a filter that matches nothing shows no pool", async () => {
    const page = await open(inventedReport(8));
    await press(page, "Tab", "Tab");
    await page.keyboard.type("nowhere");
    expect(await count(page)).toBe("0 of 8 pools shown.");
    expect(await shownNames(page)).toEqual([]);
  });
});

describe("with 1,000 pools,", () => {
  test("all are in the page, and the browser's own search finds the last one", async () => {
    const page = await open(inventedReport(1000));
    expect(await page.locator("tbody").count()).toBe(1001);
    expect(await count(page)).toBe("1,000 of 1,000 pools shown, and 1 wider scope.");
    expect(await page.evaluate("window.find('LyncPool1000.contoso.com')")).toBe(true);
    expect(await page.evaluate("window.find('LyncPool1001.contoso.com')")).toBe(false);
  });

  test("the filter finds one", async () => {
    const page = await open(inventedReport(1000));
    await press(page, "Tab", "Tab");
    await page.keyboard.type("0999");
    expect(await count(page)).toBe("1 of 1,000 pools shown.");
    expect(await page.getByText("LyncPool0999.contoso.com", { exact: false }).first().isVisible()).toBe(true);
  });
});

describe("on paper,", () => {
  test("there is no filter, the findings are shown, the table's head is repeated, and no row is cut", async () => {
    const page = await open(inventedReport(8));
    await page.emulateMedia({ media: "print" });
    const isVisible = (selector: string): Promise<boolean> => page.locator(selector).first().isVisible();
    expect(await Promise.all(["input", "select", "button", ".skip"].map(isVisible))).toEqual([false, false, false, false]);
    expect(await Promise.all([".findings > .undermines", "#count"].map(isVisible))).toEqual([true, true]);
    const style = (selector: string, property: string): Promise<unknown> =>
      page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`);
    expect([await style("table", "display"), await style("thead", "display")]).toEqual(["table", "table-header-group"]);
    expect([await style("tbody > tr", "breakInside"), await style("tbody", "contentVisibility")]).toEqual(["avoid", "visible"]);
  });

  test("what the filter hides is not printed", async () => {
    const page = await open(inventedReport(40));
    const whole = await page.pdf();
    await press(page, "Tab", "Tab");
    await page.keyboard.type("0001");
    expect((await page.pdf()).length).toBeLessThan(whole.length / 3);
  });
});

test.each([
  ["a phone", phone],
  ["the narrowest screen on which nothing may need to scroll in both directions", { width: 320, height: 640 }],
  ["a wide screen", { width: 1600, height: 900 }],
])("on %s nothing goes beyond the edge, not even hostile names", async (_screen, viewport) => {
  for (const report of [inventedReport(8), hostileReport()]) {
    const page = await open(report, { viewport });
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
  }
});

test("in dark mode the page is dark, and on paper it is light again", async () => {
  const page = await open(inventedReport(8), { colorScheme: "dark" });
  const background = (): Promise<unknown> => page.evaluate("getComputedStyle(document.body).backgroundColor");
  expect(await background()).toBe("rgb(20, 24, 29)");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await background()).toBe("rgb(255, 255, 255)");
});

test("without scripts, all rows are shown, and the filter, which would do nothing, is not", async () => {
  const page = await open(inventedReport(8), { javaScriptEnabled: false });
  expect(await shownNames(page)).toHaveLength(9);
  expect(await page.getByLabel("Pool or site").isVisible()).toBe(false);
});

test("hostile names are shown as text, and run nothing", async () => {
  const page = await open(hostileReport());
  expect(await page.title()).toBe(`Sign-in methods of ${hostileNames[0] ?? ""}`);
  expect(await page.locator("main > ul > li").allInnerTexts()).toEqual(hostileNames.map(visible));
});

test("assistive technology finds a table with a caption, column headers and a header for each group", async () => {
  const page = await open(inventedReport(8));
  expect(await page.getByRole("table", { name: "Sign-in methods by pool" }).count()).toBe(1);
  expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["Service", "Collection", "Sign-in methods"]);
  expect(await page.getByRole("rowheader").count()).toBe(9);
});

describe("axe finds no violation of WCAG 2.2 A and AA", () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

  test.each<[string, BrowserContextOptions]>([
    ["in light mode", { colorScheme: "light" }],
    ["in dark mode", { colorScheme: "dark" }],
    ["on a phone", { viewport: phone }],
    ["on a phone in dark mode", { viewport: phone, colorScheme: "dark" }],
  ])("%s", async (_mode, options) => {
    for (const report of [inventedReport(8), hostileReport(), { ...inventedReport(1), places: [] }]) {
      const page = await open(report, options);
      await page.evaluate(axe.source);
      const run = `axe.run({ runOnly: ${JSON.stringify(tags)}, rules: { "target-size": { enabled: true } } })`;
      const { violations, passes } = await page.evaluate<AxeResults>(run);
      expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ html }) => html) }))).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
    }
  });
});
