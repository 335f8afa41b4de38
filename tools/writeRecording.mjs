import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, SetupError } from "./command.mjs";
import { copyCheckout } from "./copyCheckout.mjs";
import { readJson } from "./json.mjs";
import { npm } from "./npm.mjs";
import { checkoutFolder } from "./paths.mjs";
import { withFixedTimes } from "./printedBlocks.mjs";
import { excerpt, runQuietly } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { pictureOf, shownLines } from "./recording.mjs";

const stateFile = "examples/contoso/contoso.state.json";
const changed = "Service:WebServer:LyncPool01.contoso.com";

/**
 * A command, and the lines of its output that are shown. Output that goes to no terminal has no
 * colours, so `unseen` has the arguments that request them.
 * @typedef {object} Recorded
 * @property {string} about
 * @property {string[]} command
 * @property {string[]} [unseen]
 * @property {RegExp[]} shown
 * @property {(root: string) => void} [before]
 */

/** @type {Recorded[]} */
const recorded = [
  {
    about: "Everything from a fresh checkout to a simulated deployment that asks for a second factor",
    command: ["start"],
    shown: [/lync:\w+ \S+ created /, /^ +\+ \d+ created/, /^The deployment /, /^Passive /, /^[┌├│└]/, /^= as declared/],
  },
  {
    about: `A person turns passive authentication off by hand, in ${stateFile}`,
    command: ["run", "pulumi", "--", "preview", "--diff"],
    unseen: ["--color", "always"],
    before: playDrift,
    shown: [
      /^Previewing /,
      /^ +~ pulumi-nodejs/,
      /^ +\[id=/,
      /^ {8}--outputs:--$/,
      /^ {6}~ /,
      /^ {6}\+ /,
      /^ {8}\]/,
      /^Resources:/,
      /^ +~ \d+ to update/,
      /^ +\d+ unchanged/,
    ],
  },
  {
    about: "What up would do, in the words of an administrator",
    command: ["run", "plan", "--", "--stack", "dev"],
    shown: [
      /^[┌├│└]/,
      /^Cmdlets that up runs/,
      /^Cmdlets that undo them/,
      /^ {2}(?:New|Set|Remove)-Cs/,
      /^\d+ collections? (?:is|are) unchanged/,
    ],
  },
];

await runCommand(writeRecording);

/**
 * npm run docs:recording: makes docs/recording.svg, README's picture of a terminal, from what the
 * commands print in a copy of this checkout.
 */
async function writeRecording() {
  const root = mkdtempSync(join(tmpdir(), "pulumi-lync-recording-"));
  try {
    // The copy must have its own packages, because npm ci empties node_modules first.
    copyCheckout(root);
    const steps = [];
    for (const step of recorded) steps.push(await record(root, step));
    const picture = pictureOf(steps);
    writeFileSync(join(checkoutFolder, "docs", "recording.svg"), picture);
    console.log(`docs/recording.svg was written: ${Math.round(Buffer.byteLength(picture) / 1000)} kB.`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return 0;
}

/** @param {string} root @param {Recorded} step */
async function record(root, { about, command, unseen = [], shown, before }) {
  before?.(root);
  const typed = `npm ${command.join(" ")}`;
  const result = await withProgress(`Recording ${typed}.`, () => runQuietly(npm(...command, ...unseen), { cwd: root }));
  if (result.code !== 0) throw new SetupError(`Recording ${typed}: the command ended with exit code ${result.code}.\n${excerpt(result)}`);
  const lines = shownLines(withFixedTimes(result.stdout), shown);
  if (lines.length < shown.length / 2) throw new SetupError(`Recording ${typed}: most of the lines to be shown were not printed.`);
  return { about, command: typed, lines };
}

/** Changes a value as an administrator might do on a server. @param {string} root */
function playDrift(root) {
  const file = join(root, stateFile);
  const stored = /** @type {Record<string, Record<string, Record<string, unknown>>>} */ (readJson(file));
  const collection = stored["CsWebServiceConfiguration"]?.[changed];
  if (collection?.["UseWsFedPassiveAuth"] !== true)
    throw new SetupError(`Playing drift: ${changed} is not passive in ${readFileSync(file, "utf8")}`);
  collection["UseWsFedPassiveAuth"] = false;
  writeFileSync(file, JSON.stringify(stored, undefined, 2));
}
