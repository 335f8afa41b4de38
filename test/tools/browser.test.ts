import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { describeBrowserTests, findBrowser, requireBrowser } from "../../tools/browser.mjs";
import { folderWith, nameOf, programIn } from "./programs.js";

test.each([
  [["google-chrome", "chromium"], "chromium"],
  [["google-chrome", "chromium-browser"], "chromium-browser"],
  [["google-chrome"], "google-chrome"],
  [["firefox"], undefined],
])("with %j on PATH the browser is %j", (names, found) => {
  expect(nameOf(findBrowser({ PATH: folderWith(...names) }))).toBe(found);
});

test("CHROMIUM_PATH comes before PATH", () => {
  const given = programIn(folderWith("mine"), "mine");
  expect(findBrowser({ PATH: folderWith("chromium"), CHROMIUM_PATH: given })).toBe(given);
});

test("a CHROMIUM_PATH that is not a file is refused, but npm test continues", () => {
  const folder = folderWith("chromium");
  const given = path.join(folder, "nowhere");
  mkdirSync(given);
  const env = { PATH: folder, CHROMIUM_PATH: given };
  const message = `CHROMIUM_PATH is "${given}", but there is no such file. `;
  expect(() => findBrowser(env)).toThrow(expect.objectContaining({ name: "SetupError", message: expect.stringContaining(message) }));
  expect(describeBrowserTests(env)).toContain(message);
});

test("without a browser, npm test names the command in one line, and a command that needs one says what to do", () => {
  const env = { PATH: folderWith() };
  expect(describeBrowserTests(env)).toMatch(/^NOT RUN HERE: .*npm run test:browser runs them\. There is no browser: .*Install Chromium.*$/);
  expect(() => requireBrowser(env)).toThrow(
    expect.objectContaining({ name: "SetupError", message: expect.stringContaining("Install Chromium") }),
  );
});

test("if there is a browser, npm test names it", () => {
  const folder = folderWith("chromium");
  expect(describeBrowserTests({ PATH: folder })).toMatch(/npm run test:browser runs them, in .*chromium(\.exe)?\.$/);
});
