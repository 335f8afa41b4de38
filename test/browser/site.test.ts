import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { openBrowser, requireBrowser } from "../../tools/browser.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { serveFolder } from "./serving";

/**
 * A violation that axe finds in a page: the rule, whether the element is in our content, and the
 * element.
 */
interface Violation {
  rule: string;
  isOurs: boolean;
  element: string;
}

/** A page of the site as a reader sees it, with scripts. */
interface Opened {
  page: string;
  complaints: string[];
  /** The targets of its links, and its images that could not be shown. */
  links: string[];
  brokenImages: string[];
  ids: string[];
  violations: Violation[];
}

/**
 * The rules that TypeDoc's own theme violates outside of our content, and why. Our content is made
 * from our Markdown and our comments.
 */
const violatedByTheme = new Map([
  ["nested-interactive", "A heading that folds its section has a link in it: the section's permalink, or the folder of the navigation."],
]);

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

let folder: string;
let server: Server;
let address: string;
let browser: Browser;
let opened: Opened[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-site-"));
  ({ server, address } = await serveFolder(folder));
  browser = await openBrowser(requireBrowser());
  const typedoc = path.join(path.dirname(createRequire(import.meta.url).resolve("typedoc/package.json")), "bin", "typedoc");
  await promisify(execFile)(process.execPath, [typedoc, "--out", folder], { cwd: checkoutFolder });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  opened = [];
  for (const file of htmlFiles()) opened.push(await open(page, file));
}, 600_000);

afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the site has README, each page of docs/ and each entry point of the package", () => {
  const pages = readdirSync(path.join(checkoutFolder, "docs")).filter((name) => name.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(10);
  expect(htmlFiles()).toEqual(
    expect.arrayContaining([
      "index.html",
      ...pages.map((name) => `documents/docs_${name.replace(".md", ".html")}`),
      "modules/pulumi-lync.html",
      "modules/pulumi-lync_simulator.html",
      "modules/pulumi-lync_dynamic.html",
    ]),
  );
});

test("every page loads with everything that it requests, and the browser reports no error or warning", () => {
  const broken = opened.filter(({ complaints, brokenImages }) => complaints.length + brokenImages.length > 0);
  expect(broken.map(({ page, complaints, brokenImages }) => ({ page, complaints, brokenImages }))).toEqual([]);
});

test("every link within the site leads to an existing file and an existing anchor", () => {
  const idsOf = new Map(opened.map(({ page, ids }) => [page, new Set(ids)]));
  const broken = opened.flatMap(({ page, links }) =>
    links
      .filter((link) => link.startsWith(address) && !leadsSomewhere(link, idsOf))
      .map((link) => `${page}: ${link.slice(address.length)}`),
  );
  expect(broken).toEqual([]);
  expect(opened.flatMap(({ links }) => links.filter((link) => link.startsWith("file:")))).toEqual([]);
});

test.each([
  ["WebServiceConfiguration", webService],
  ["ProxyConfiguration", proxy],
])("every setting that a %s can be declared with has its doc comment in the reference", async (name, { settings }) => {
  const page = await browser.newPage();
  await page.goto(`${address}interfaces/pulumi-lync.${name}Args.html`);
  const members = await page.evaluate<{ id: string; comment: string }[]>(
    `[...document.querySelectorAll(".tsd-member")].map((member) =>
      ({ id: member.querySelector("h3").id, comment: member.querySelector(".tsd-comment")?.textContent ?? "" }))`,
  );
  await page.close();
  const commented = members.filter(({ comment }) => comment.trim() !== "").map(({ id }) => id);
  expect(commented).toEqual(expect.arrayContaining(Object.keys(settings).map((property) => property.toLowerCase())));
});

test("axe finds no violation of WCAG 2.2 A and AA in our content, in light and in dark mode", () => {
  expect(opened.flatMap(({ page, violations }) => violations.filter(({ isOurs }) => isOurs).map((each) => ({ page, ...each })))).toEqual(
    [],
  );
});

test("all that axe finds in the theme itself is known", () => {
  const found = opened.flatMap(({ violations }) => violations.filter(({ isOurs }) => !isOurs).map(({ rule }) => rule));
  expect([...new Set(found)].sort()).toEqual([...violatedByTheme.keys()].sort());
});

function htmlFiles(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  return files.map((name) => name.split(path.sep).join("/")).sort();
}

async function open(page: Page, file: string): Promise<Opened> {
  const complaints: string[] = [];
  page.removeAllListeners();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText ?? ""}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) complaints.push(`${request.url()} is not of this site`);
  });
  await page.goto(address + file);
  // A script loads the navigation. Until then the page is hidden.
  await page.locator("#tsd-nav-container a").first().waitFor({ state: "attached" });
  await page.waitForFunction("getComputedStyle(document.body).display !== 'none'");
  const links = await page.evaluate<string[]>("[...document.querySelectorAll('a[href]')].map(({ href }) => href)");
  const ids = await page.evaluate<string[]>("[...document.querySelectorAll('[id]')].map(({ id }) => id)");
  const brokenImages = await page.evaluate<string[]>("[...document.images].filter((one) => one.naturalWidth === 0).map(({ src }) => src)");
  return { page: file, complaints, links, brokenImages, ids, violations: await violationsIn(page) };
}

/**
 * Returns the violations in light and dark mode. Our content is what is made from Markdown and
 * comments inside the main content. Everything else belongs to the theme.
 */
async function violationsIn(page: Page): Promise<Violation[]> {
  await page.evaluate(axe.source);
  const violations: Violation[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const options = { runOnly: tags, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], elementRef: true };
    violations.push(
      ...(await page.evaluate<
        Violation[]
      >(`axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(({ element, html }) => ({ rule: id, isOurs: element.closest(".col-content .tsd-typography") !== null, element: html })),
      ))`)),
    );
  }
  return violations;
}

function leadsSomewhere(link: string, idsOf: Map<string, Set<string>>): boolean {
  const { pathname, hash } = new URL(link);
  const file = pathname.slice(1);
  const ids = idsOf.get(file);
  if (ids === undefined) return readdirSync(folder, { recursive: true, encoding: "utf8" }).includes(path.normalize(file)) && hash === "";
  return hash === "" || ids.has(decodeURIComponent(hash.slice(1)));
}
