import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser, requireBrowser } from "./browser.mjs";
import { runCommand, SetupError } from "./command.mjs";
import { checkoutFolder } from "./paths.mjs";
import { ensureBuilt } from "./setup.mjs";

// A picture with more pixels would be too large a file.
const size = { width: 1100, height: 660 };

// The picture ends at the end of a pool's rows.
const endOfLastWholePool = `Math.max(0, ...Array.from(document.querySelectorAll("tbody"), (rows) => rows.getBoundingClientRect().bottom)
  .filter((bottom) => bottom <= innerHeight)) || innerHeight`;

await runCommand(writePicture);

/** npm run docs:picture -- FILE: makes docs/report.png, README's picture, from an HTML report. */
async function writePicture() {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    throw new SetupError(
      "No HTML report is named. Write one (npx pulumi-lync report --format html -o report.html), then run npm run docs:picture -- report.html.",
    );
  }
  const browserPath = requireBrowser();
  await ensureBuilt();
  const browser = await openBrowser(browserPath);
  try {
    const page = await browser.newPage({ viewport: size, colorScheme: "light" });
    await page.goto(pathToFileURL(resolve(file)).href);
    const height = /** @type {number} */ (await page.evaluate(endOfLastWholePool));
    const clip = { x: 0, y: 0, width: size.width, height: Math.ceil(height) };
    const picture = await page.screenshot({ path: join(checkoutFolder, "docs", "report.png"), clip });
    console.log(`docs/report.png was written: ${Math.round(picture.length / 1000)} kB.`);
  } finally {
    await browser.close();
  }
  return 0;
}
