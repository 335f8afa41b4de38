import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { pageOf } from "../../provider/src/cli/report/html/page";
import type { Report } from "../../provider/src/cli/report/report";
import { openBrowser, requireBrowser } from "../../tools/browser.mjs";

/**
 * Starts one browser for a file of tests. Returns a function that opens a report in it, from a
 * file.
 */
export function inBrowser(): (report: Report, options?: BrowserContextOptions) => Promise<Page> {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-browser-"));
    browser = await openBrowser(requireBrowser());
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return async (report, options) => {
    const file = path.join(folder, "report.html");
    writeFileSync(file, await pageOf(report));
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const [requests, complaints] = watch(page);
    onTestFinished(async () => {
      await context.close();
      expect(requests).toEqual([pathToFileURL(file).href]);
      expect(complaints).toEqual([]);
    });
    await page.goto(pathToFileURL(file).href);
    return page;
  };
}

/** Records what a page requests and what the browser reports. Both lists grow. */
function watch(page: Page): [requests: string[], complaints: string[]] {
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  return [requests, complaints];
}
