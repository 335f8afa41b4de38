import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findBrowser, openBrowser } from "../tools/browser.mjs";
import { pageOf } from "../provider/dist/cli/report/html/page.js";
import { BenchError } from "./benchError.mjs";
import { least } from "./figures.mjs";
import { inventedReport } from "./invented.mjs";

const noBrowser = "skipped: no browser (no Chromium on PATH, and CHROMIUM_PATH is not set)";

/**
 * Measures the HTML report of many pools in a real browser, compared with a report of few: from
 * opening the file to the first paint, and from a key in the filter to the next frame.
 * @param {{ smaller: number, larger: number, rounds: number }} sizes
 * @returns {Promise<import("./row.mjs").Row[]>}
 */
export async function measureReport({ smaller, larger, rounds }) {
  const against = `the same for ${smaller} pools`;
  const paintRow = { id: "report: first paint", what: `first paint of the HTML report of ${larger} pools`, against, goal: { atMost: 2 } };
  const filterRow = { id: "report: filter", what: `a key in its filter, until the next frame`, against, goal: { atMost: 2 } };
  const browserPath = findBrowser();
  if (browserPath === undefined) return [paintRow, filterRow].map((row) => ({ ...row, detail: noBrowser }));
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-bench-"));
  const browser = await openBrowser(browserPath);
  try {
    const [many, few] = [await writeReport(folder, larger), await writeReport(folder, smaller)];
    /** @type {{ many: Run, few: Run }[]} */
    const runs = [];
    for (let round = 0; round < rounds; round++) runs.push({ many: await run(browser, many), few: await run(browser, few) });
    /** @type {(row: typeof paintRow, figure: (run: Run) => number) => import("./row.mjs").Row} */
    const rowOf = (row, figure) => {
      const [ours, theirs] = [least(runs.map(({ many }) => figure(many))), least(runs.map(({ few }) => figure(few)))];
      return { ...row, value: ours / theirs, detail: `${ours.toFixed(0)} ms : ${theirs.toFixed(0)} ms` };
    };
    const paint = rowOf(paintRow, ({ firstPaint }) => firstPaint);
    const loaded = least(runs.map(({ many }) => many.loaded));
    return [{ ...paint, detail: `${paint.detail} (all rows: ${loaded.toFixed(0)} ms)` }, rowOf(filterRow, ({ filter }) => filter)];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {number} pools */
async function writeReport(folder, pools) {
  const file = join(folder, `${pools}.html`);
  writeFileSync(file, await pageOf(inventedReport(pools)));
  return { pools, url: pathToFileURL(file).href };
}

/** @typedef {{ firstPaint: number, loaded: number, filter: number }} Run in milliseconds */

/**
 * @param {import("playwright-core").Browser} browser
 * @param {{ pools: number, url: string }} report
 * @returns {Promise<Run>}
 */
async function run(browser, { pools, url }) {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    const [firstPaint = Number.NaN, loaded = Number.NaN] = /** @type {number[]} */ (await page.evaluate(openingTimes));
    const field = page.getByRole("searchbox");
    await field.focus();
    const hiding = await keyTime(page, "2");
    const shown = await page.locator("tbody:not([hidden])").count();
    const showing = await keyTime(page, "Backspace");
    if (shown === 0 || shown >= pools) throw new BenchError(`The filter of a report of ${pools} pools shows ${shown}.`);
    return { firstPaint, loaded, filter: Math.max(hiding, showing) };
  } finally {
    await page.close();
  }
}

/** The times of the first paint and of the complete layout, since the page was requested. */
const openingTimes = `new Promise((resolve) => {
  new PerformanceObserver((list, observer) => {
    const [paint] = list.getEntriesByName("first-contentful-paint");
    if (paint === undefined) return;
    observer.disconnect();
    resolve([paint.startTime, performance.getEntriesByType("navigation")[0].loadEventEnd]);
  }).observe({ type: "paint", buffered: true });
})`;

/**
 * The time from a key to the end of the next frame, in milliseconds.
 * @param {import("playwright-core").Page} page
 * @param {string} key
 */
async function keyTime(page, key) {
  await page.evaluate(waitForKey);
  await page.keyboard.press(key);
  return /** @type {number} */ (await page.evaluate("window.timeToFrame"));
}

// The message arrives after the frame in which the callback runs.
const waitForKey = `void (window.timeToFrame = new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  document.addEventListener("keydown", ({ timeStamp }) => {
    port1.onmessage = () => resolve(performance.now() - timeStamp);
    requestAnimationFrame(() => port2.postMessage(undefined));
  }, { capture: true, once: true });
}))`;
